// SPDX-License-Identifier: GPL-2.0
/* hrtimer_try_to_cancel() and cancel_delayed_work() look like waits, and return while the handlers run. */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct falcon {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
	struct delayed_work late;
};

static enum hrtimer_restart falcon_tick(struct hrtimer *t)
{
	struct falcon *chip = container_of(t, struct falcon, timer);

	snd_pcm_period_elapsed(chip->substream);
	return HRTIMER_NORESTART;
}

static void falcon_late(struct work_struct *work)
{
	struct falcon *chip = container_of(to_delayed_work(work), struct falcon, late);

	snd_pcm_period_elapsed(chip->substream);
}

static int falcon_open(struct snd_pcm_substream *substream)
{
	struct falcon *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int falcon_sync_stop(struct snd_pcm_substream *substream)
{
	struct falcon *chip = snd_pcm_substream_chip(substream);

	hrtimer_try_to_cancel(&chip->timer);
	cancel_delayed_work(&chip->late);
	return 0;
}

static const struct snd_pcm_ops falcon_ops = { /* want PCM002 */ /* status unsynced */ /* context hrtimer falcon_tick; delayed-work falcon_late */
	.open = falcon_open,
	.sync_stop = falcon_sync_stop,
};

int falcon_create(struct snd_card *card, struct falcon *chip)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_setup(&chip->timer, falcon_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	INIT_DELAYED_WORK(&chip->late, falcon_late);
	err = snd_pcm_new(card, "falcon", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &falcon_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
