// SPDX-License-Identifier: GPL-2.0
/*
 * The same exported function, but another module of the folder calls it from its IRQ handler, so
 * the context is known. spoonbill_bus.c is that module.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "spoonbill.h"

void spoonbill_period_done(struct spoonbill *chip)
{
	snd_pcm_period_elapsed(chip->substream);
}
EXPORT_SYMBOL_GPL(spoonbill_period_done);

static int spoonbill_open(struct snd_pcm_substream *substream)
{
	struct spoonbill *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int spoonbill_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct spoonbill *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t spoonbill_pointer(struct snd_pcm_substream *substream)
{
	struct spoonbill *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops spoonbill_ops = { /* want PCM001 */ /* context irq spoonbill_bus_interrupt */
	.open = spoonbill_open,
	.trigger = spoonbill_trigger,
	.pointer = spoonbill_pointer,
};

int spoonbill_create(struct spoonbill *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "spoonbill", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &spoonbill_ops);
	return 0;
}

MODULE_LICENSE("GPL");
