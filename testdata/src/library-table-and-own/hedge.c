// SPDX-License-Identifier: GPL-2.0
/* The library has a table for those who have none: its streams lie in the same member as those of the drivers. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "hedge.h"

irqreturn_t hedge_interrupt(int irq, void *dev_id)
{
	struct hedge *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}
EXPORT_SYMBOL_GPL(hedge_interrupt);

static int hedge_open(struct snd_pcm_substream *substream)
{
	struct hedge *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hedge_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hedge *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t hedge_pointer(struct snd_pcm_substream *substream)
{
	struct hedge *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops hedge_ops = { /* want PCM001 */ /* context irq hedge_interrupt */
	.open = hedge_open,
	.trigger = hedge_trigger,
	.pointer = hedge_pointer,
};

int hedge_pcm(struct hedge *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "hedge", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hedge_ops);
	return 0;
}
EXPORT_SYMBOL_GPL(hedge_pcm);

MODULE_LICENSE("GPL");
