// SPDX-License-Identifier: GPL-2.0
/*
 * The library has the table and the handler, but requests no IRQ: its user does, and names it to
 * the core.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "loft.h"

irqreturn_t loft_interrupt(int irq, void *dev_id)
{
	struct loft *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}
EXPORT_SYMBOL_GPL(loft_interrupt);

static int loft_open(struct snd_pcm_substream *substream)
{
	struct loft *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int loft_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct loft *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t loft_pointer(struct snd_pcm_substream *substream)
{
	struct loft *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops loft_ops = { /* status synced */ /* context irq loft_interrupt */
	.open = loft_open,
	.trigger = loft_trigger,
	.pointer = loft_pointer,
};

int loft_pcm(struct loft *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "loft", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &loft_ops);
	return 0;
}
EXPORT_SYMBOL_GPL(loft_pcm);

MODULE_LICENSE("GPL");
