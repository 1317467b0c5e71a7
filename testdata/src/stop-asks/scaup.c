// SPDX-License-Identifier: GPL-2.0
/*
 * .sync_stop asks each of many timers once whether it runs, and waits for none.
 */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct scaup {
	struct snd_pcm_substream *substream;
	struct hrtimer timers[2];
	struct hrtimer timer;
	ktime_t period;
};

static enum hrtimer_restart scaup_expired(struct hrtimer *timer)
{
	struct scaup *chip = container_of(timer, struct scaup, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(timer, chip->period);
	return HRTIMER_RESTART;
}

static void scaup_off(struct scaup *chip)
{
	int i;

	for (i = 0; i < 2; i++)
		if (hrtimer_active(&chip->timers[i]))
			hrtimer_try_to_cancel(&chip->timers[i]);
	if (hrtimer_active(&chip->timer))
		hrtimer_try_to_cancel(&chip->timer);
}

static int scaup_open(struct snd_pcm_substream *substream)
{
	struct scaup *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int scaup_sync_stop(struct snd_pcm_substream *substream)
{
	scaup_off(snd_pcm_substream_chip(substream));
	return 0;
}

static const struct snd_pcm_ops scaup_ops = { /* want PCM002 */ /* status unsynced */ /* context hrtimer scaup_expired */
	.open = scaup_open,
	.sync_stop = scaup_sync_stop,
};

int scaup_create(struct snd_card *card, struct scaup *chip)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = scaup_expired;
	err = snd_pcm_new(card, "scaup", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &scaup_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
