// SPDX-License-Identifier: GPL-2.0
/* The handler is handed to the library, which requests the IRQ and forgets card->sync_irq. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "bunting.h"

static irqreturn_t yellowhammer_interrupt(int irq, void *dev_id)
{
	struct bunting *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int yellowhammer_open(struct snd_pcm_substream *substream)
{
	struct bunting *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int yellowhammer_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bunting *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t yellowhammer_pointer(struct snd_pcm_substream *substream)
{
	struct bunting *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops yellowhammer_ops = { /* want PCM001 */ /* context irq yellowhammer_interrupt */
	.open = yellowhammer_open,
	.trigger = yellowhammer_trigger,
	.pointer = yellowhammer_pointer,
};

int yellowhammer_create(struct bunting *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "yellowhammer", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &yellowhammer_ops);
	return bunting_create(card, 5, yellowhammer_interrupt, chip);
}

MODULE_LICENSE("GPL");
