// SPDX-License-Identifier: GPL-2.0
/* The timer runs from the first data on, before the stream does: the core waits only for a stream that was stopped. */
#include <linux/hrtimer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hoopoe {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart hoopoe_timer(struct hrtimer *t)
{
	struct hoopoe *chip = container_of(t, struct hoopoe, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(t, ms_to_ktime(1));
	return HRTIMER_RESTART;
}

static int hoopoe_copy(struct snd_pcm_substream *substream, int channel, unsigned long pos, struct iov_iter *from, unsigned long bytes)
{
	struct hoopoe *chip = snd_pcm_substream_chip(substream);

	hrtimer_start(&chip->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	return 0;
}

static int hoopoe_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hoopoe *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		hrtimer_start(&chip->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
	else
		hrtimer_try_to_cancel(&chip->timer);
	return 0;
}

static const struct snd_pcm_ops hoopoe_ops = { /* want PCM002 */
	.trigger = hoopoe_trigger,
	.copy = hoopoe_copy,
};

int hoopoe_create(struct snd_card *card, struct hoopoe *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "hoopoe", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = hoopoe_timer;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hoopoe_ops);
	return 0;
}
