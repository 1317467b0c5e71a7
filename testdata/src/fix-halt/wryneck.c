// SPDX-License-Identifier: GPL-2.0
/* .trigger waits for the timer that may have called it: the wait moves to where the core makes it. */
#include <linux/hrtimer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct wryneck {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart wryneck_timer(struct hrtimer *t)
{
	struct wryneck *chip = container_of(t, struct wryneck, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(t, ms_to_ktime(1));
	return HRTIMER_RESTART;
}

static int wryneck_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wryneck *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		hrtimer_start(&chip->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	else
		hrtimer_cancel(&chip->timer); /* want PCM004 */
	return 0;
}

static const struct snd_pcm_ops wryneck_ops = { /* want PCM002 */
	.trigger = wryneck_trigger,
};

int wryneck_create(struct snd_card *card, struct wryneck *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "wryneck", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = wryneck_timer;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wryneck_ops);
	return 0;
}
