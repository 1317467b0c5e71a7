// SPDX-License-Identifier: GPL-2.0
/*
 * Nothing waits for the timer, and trigger would, were it not for hrtimer_callback_running(): a note of a table that has
 * a finding.
 */
#include <linux/hrtimer.h>
#include <sound/pcm.h>

struct razorbill {
	struct hrtimer timer;
	struct snd_pcm_substream *substream;
};

static enum hrtimer_restart razorbill_tick(struct hrtimer *t)
{
	struct razorbill *chip = container_of(t, struct razorbill, timer);

	snd_pcm_period_elapsed(chip->substream);
	return HRTIMER_RESTART;
}

static int razorbill_open(struct snd_pcm_substream *substream)
{
	struct razorbill *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int razorbill_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct razorbill *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_STOP && !hrtimer_callback_running(&chip->timer))
		hrtimer_cancel(&chip->timer);
	return 0;
}

static const struct snd_pcm_ops razorbill_ops = { /* want PCM002 */ /* status unsynced */ /* note that it does not run */
	.open = razorbill_open,
	.trigger = razorbill_trigger,
};

int razorbill_create(struct razorbill *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_setup(&chip->timer, razorbill_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	err = snd_pcm_new(card, "razorbill", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &razorbill_ops);
	return 0;
}
