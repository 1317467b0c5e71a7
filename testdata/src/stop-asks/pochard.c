// SPDX-License-Identifier: GPL-2.0
/*
 * .sync_stop tries until the timer's callback does not run: hrtimer_cancel() written out.
 */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct pochard {
	struct snd_pcm_substream *substream;
	struct hrtimer timers[2];
	struct hrtimer timer;
	ktime_t period;
};

static enum hrtimer_restart pochard_expired(struct hrtimer *timer)
{
	struct pochard *chip = container_of(timer, struct pochard, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(timer, chip->period);
	return HRTIMER_RESTART;
}

static void pochard_off(struct pochard *chip)
{
	for (;;) {
		if (hrtimer_try_to_cancel(&chip->timer) >= 0)
			break;
		cpu_relax();
	}
}

static int pochard_open(struct snd_pcm_substream *substream)
{
	struct pochard *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int pochard_sync_stop(struct snd_pcm_substream *substream)
{
	pochard_off(snd_pcm_substream_chip(substream));
	return 0;
}

static const struct snd_pcm_ops pochard_ops = { /* status synced proved */ /* context hrtimer pochard_expired */
	.open = pochard_open,
	.sync_stop = pochard_sync_stop,
};

int pochard_create(struct snd_card *card, struct pochard *chip)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = pochard_expired;
	err = snd_pcm_new(card, "pochard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pochard_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
