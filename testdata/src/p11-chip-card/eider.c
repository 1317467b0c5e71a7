// SPDX-License-Identifier: GPL-2.0
/* The card is reached through the chip, in another function than the one that requests the IRQ. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct eider {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

static irqreturn_t eider_interrupt(int irq, void *dev_id)
{
	struct eider *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int eider_open(struct snd_pcm_substream *substream)
{
	struct eider *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int eider_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct eider *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t eider_pointer(struct snd_pcm_substream *substream)
{
	struct eider *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops eider_ops = { /* status synced */ /* context irq eider_interrupt */
	.open = eider_open,
	.trigger = eider_trigger,
	.pointer = eider_pointer,
};

static void eider_started(struct eider *chip)
{
	writel(1, chip->regs + 8);
	chip->card->sync_irq = chip->irq;
}

int eider_create(struct eider *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "eider", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &eider_ops);
	chip->card = card;
	err = request_irq(chip->irq, eider_interrupt, IRQF_SHARED, "eider", chip);
	if (err < 0)
		return err;
	eider_started(chip);
	return 0;
}

MODULE_LICENSE("GPL");
