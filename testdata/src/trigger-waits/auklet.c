// SPDX-License-Identifier: GPL-2.0
/*
 * trigger(STOP) cancels the hrtimer whose callback ends the periods, through a helper in another
 * file: at an XRUN the callback waits for itself. The helper is also called with "false", where it
 * only tries. sync_stop waits as it should.
 */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <sound/pcm.h>
#include "auklet.h"

static enum hrtimer_restart auklet_tick(struct hrtimer *t)
{
	struct auklet *chip = container_of(t, struct auklet, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(t, ms_to_ktime(10));
	return HRTIMER_RESTART;
}

static int auklet_open(struct snd_pcm_substream *substream)
{
	struct auklet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int auklet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct auklet *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		hrtimer_start(&chip->timer, ms_to_ktime(10), HRTIMER_MODE_REL);
		return 0;
	case SNDRV_PCM_TRIGGER_PAUSE_PUSH:
		auklet_stop(chip, false);
		return 0;
	case SNDRV_PCM_TRIGGER_STOP:
		auklet_stop(chip, true);
		return 0;
	}
	return -EINVAL;
}

static int auklet_sync_stop(struct snd_pcm_substream *substream)
{
	struct auklet *chip = snd_pcm_substream_chip(substream);

	hrtimer_cancel(&chip->timer);
	return 0;
}

static snd_pcm_uframes_t auklet_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops auklet_ops = { /* status synced */
	.open = auklet_open,
	.trigger = auklet_trigger,
	.pointer = auklet_pointer,
	.sync_stop = auklet_sync_stop,
};

int auklet_create(struct auklet *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_setup(&chip->timer, auklet_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	err = snd_pcm_new(card, "auklet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &auklet_ops);
	return 0;
}

MODULE_LICENSE("GPL");
