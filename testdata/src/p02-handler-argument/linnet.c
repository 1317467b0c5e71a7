// SPDX-License-Identifier: GPL-2.0
/*
 * The handler is handed to the library, which requests the IRQ and sets card->sync_irq for
 * everybody who calls it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "finch.h"

static irqreturn_t linnet_interrupt(int irq, void *dev_id)
{
	struct finch *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int linnet_open(struct snd_pcm_substream *substream)
{
	struct finch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int linnet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct finch *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t linnet_pointer(struct snd_pcm_substream *substream)
{
	struct finch *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops linnet_ops = { /* status synced */ /* context irq linnet_interrupt */
	.open = linnet_open,
	.trigger = linnet_trigger,
	.pointer = linnet_pointer,
};

int linnet_create(struct finch *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "linnet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &linnet_ops);
	return finch_create(card, 5, linnet_interrupt, chip);
}

MODULE_LICENSE("GPL");
