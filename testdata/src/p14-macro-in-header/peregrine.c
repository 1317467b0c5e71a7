// SPDX-License-Identifier: GPL-2.0
/* The word elapsed is not in this file: the handler uses a macro of the header. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "peregrine.h"

static irqreturn_t peregrine_interrupt(int irq, void *dev_id)
{
	struct peregrine *chip = dev_id;

	peregrine_period(chip);
	return IRQ_HANDLED;
}

static int peregrine_open(struct snd_pcm_substream *substream)
{
	struct peregrine *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int peregrine_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct peregrine *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t peregrine_pointer(struct snd_pcm_substream *substream)
{
	struct peregrine *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops peregrine_ops = { /* want PCM001 */ /* context irq peregrine_interrupt */
	.open = peregrine_open,
	.trigger = peregrine_trigger,
	.pointer = peregrine_pointer,
};

int peregrine_create(struct peregrine *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "peregrine", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &peregrine_ops);
	return request_irq(chip->irq, peregrine_interrupt, IRQF_SHARED, "peregrine", chip);
}

MODULE_LICENSE("GPL");
