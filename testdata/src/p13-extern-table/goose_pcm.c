// SPDX-License-Identifier: GPL-2.0
/* The table is defined here, and this is where it is reported. */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "goose.h"

static int goose_open(struct snd_pcm_substream *substream)
{
	struct goose *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int goose_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct goose *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t goose_pointer(struct snd_pcm_substream *substream)
{
	struct goose *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

const struct snd_pcm_ops goose_ops = { /* want PCM001 */ /* context irq goose_interrupt */
	.open = goose_open,
	.trigger = goose_trigger,
	.pointer = goose_pointer,
};
