// SPDX-License-Identifier: GPL-2.0
/* wait_on_bit() on a bit that .trigger sets and the hrtimer clears behind snd_pcm_period_elapsed(). */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/wait_bit.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct bustard {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
	unsigned long state;
};

#define bustard_ACTIVE 0

static enum hrtimer_restart bustard_tick(struct hrtimer *t)
{
	struct bustard *chip = container_of(t, struct bustard, timer);

	snd_pcm_period_elapsed(chip->substream);
	if (!hrtimer_is_queued(t))
		clear_and_wake_up_bit(bustard_ACTIVE, &chip->state);
	return HRTIMER_NORESTART;
}

static int bustard_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START) {
		set_bit(bustard_ACTIVE, &chip->state);
		hrtimer_start(&chip->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	}
	return 0;
}

static int bustard_open(struct snd_pcm_substream *substream)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bustard_sync_stop(struct snd_pcm_substream *substream)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	wait_on_bit(&chip->state, bustard_ACTIVE, TASK_UNINTERRUPTIBLE);
	return 0;
}

static const struct snd_pcm_ops bustard_ops = { /* status synced proved */ /* context hrtimer bustard_tick */
	.open = bustard_open,
	.trigger = bustard_trigger,
	.sync_stop = bustard_sync_stop,
};

int bustard_create(struct snd_card *card, struct bustard *chip)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_setup(&chip->timer, bustard_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	err = snd_pcm_new(card, "bustard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bustard_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
