// SPDX-License-Identifier: GPL-2.0
/* A kernel before 5.5, whose core waits for nothing: neither of the two repairs can be written for it. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct wryneck {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t wryneck_interrupt(int irq, void *data)
{
	struct wryneck *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int wryneck_trigger(struct snd_pcm_substream *substream, int cmd)
{
	iowrite32(cmd, NULL);
	return 0;
}

static const struct snd_pcm_ops wryneck_ops = { /* want PCM001 */
	.trigger = wryneck_trigger,
};

int wryneck_create(struct snd_card *card, struct snd_pcm *pcm, struct wryneck *chip)
{
	int err = request_irq(chip->irq, wryneck_interrupt, 0, "wryneck", chip);

	if (err < 0)
		return err;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wryneck_ops);
	return 0;
}
