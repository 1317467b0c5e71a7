// SPDX-License-Identifier: GPL-2.0
/* The wait in .trigger is in a function that .close needs, too: nothing is moved, and no other wait is added beside it. */
#include <linux/hrtimer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct ortolan {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart ortolan_timer(struct hrtimer *t)
{
	struct ortolan *chip = container_of(t, struct ortolan, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(t, ms_to_ktime(1));
	return HRTIMER_RESTART;
}

static void ortolan_stop(struct ortolan *chip)
{
	hrtimer_cancel(&chip->timer); /* want PCM004 */
}

static int ortolan_close(struct snd_pcm_substream *substream)
{
	ortolan_stop(snd_pcm_substream_chip(substream));
	return 0;
}

static int ortolan_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct ortolan *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		hrtimer_start(&chip->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	else
		ortolan_stop(chip);
	return 0;
}

static const struct snd_pcm_ops ortolan_ops = { /* want PCM002 */
	.trigger = ortolan_trigger,
	.close = ortolan_close,
};

int ortolan_create(struct snd_card *card, struct ortolan *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "ortolan", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = ortolan_timer;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ortolan_ops);
	return 0;
}
