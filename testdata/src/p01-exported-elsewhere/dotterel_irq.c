// SPDX-License-Identifier: GPL-2.0
/* The handler and the table of the library; another file of the module exports them. */
#include <linux/io.h>
#include "dotterel.h"

irqreturn_t dotterel_interrupt(int irq, void *dev_id)
{
	struct dotterel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int dotterel_open(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dotterel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dotterel_pointer(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

const struct snd_pcm_ops dotterel_ops = { /* want PCM001 */ /* context irq dotterel_card_interrupt */
	.open = dotterel_open,
	.trigger = dotterel_trigger,
	.pointer = dotterel_pointer,
};
