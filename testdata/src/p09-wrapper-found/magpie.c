// SPDX-License-Identifier: GPL-2.0
/* The same bus, but the slot's IRQ is named to the core. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

int rookery_bus_attach(int slot, irq_handler_t event, void *data);

struct magpie {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int slot;
};

static irqreturn_t magpie_event(int irq, void *dev_id)
{
	struct magpie *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int magpie_open(struct snd_pcm_substream *substream)
{
	struct magpie *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int magpie_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct magpie *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t magpie_pointer(struct snd_pcm_substream *substream)
{
	struct magpie *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops magpie_ops = { /* status synced */ /* context irq magpie_event */
	.open = magpie_open,
	.trigger = magpie_trigger,
	.pointer = magpie_pointer,
};

int magpie_create(struct magpie *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "magpie", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &magpie_ops);
	card->sync_irq = 64 + chip->slot;
	return rookery_bus_attach(chip->slot, magpie_event, chip);
}

MODULE_LICENSE("GPL");
