// SPDX-License-Identifier: GPL-2.0
/*
 * Two chips, two files, the same static names in both; without a Kbuild each file is a driver of
 * its own. This one has an IRQ and tells the core.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct duck {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t duck_interrupt(int irq, void *dev_id)
{
	struct duck *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int duck_open(struct snd_pcm_substream *substream)
{
	struct duck *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int duck_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct duck *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t duck_pointer(struct snd_pcm_substream *substream)
{
	struct duck *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops duck_ops = { /* status synced */ /* context irq duck_interrupt */
	.open = duck_open,
	.trigger = duck_trigger,
	.pointer = duck_pointer,
};

static int duck_create(struct duck *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "duck", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &duck_ops);
	err = request_irq(chip->irq, duck_interrupt, IRQF_SHARED, "duck", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

int mallard_probe(struct duck *chip, struct snd_card *card)
{
	return duck_create(chip, card);
}

MODULE_LICENSE("GPL");
