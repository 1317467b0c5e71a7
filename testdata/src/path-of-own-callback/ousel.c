// SPDX-License-Identifier: GPL-2.0
/*
 * Two handlers end the periods, and one of them is set up by a callback of the table: the finding tells the path of that
 * one first, which who reads the table has before their eyes.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct ousel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	int spare_irq;
};

static irqreturn_t ousel_spare(int irq, void *dev_id)
{
	struct ousel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t ousel_interrupt(int irq, void *dev_id)
{
	struct ousel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int ousel_spare_init(struct ousel *chip)
{
	return request_irq(chip->spare_irq, ousel_spare, 0, "ousel spare", chip);
}

static int ousel_open(struct snd_pcm_substream *substream)
{
	struct ousel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return request_irq(chip->irq, ousel_interrupt, 0, "ousel", chip);
}

static int ousel_close(struct snd_pcm_substream *substream)
{
	struct ousel *chip = snd_pcm_substream_chip(substream);

	free_irq(chip->irq, chip);
	return 0;
}

static const struct snd_pcm_ops ousel_ops = { /* want PCM001 */ /* context irq ousel_interrupt; irq ousel_spare */
	.open = ousel_open,
	.close = ousel_close,
};

int ousel_create(struct ousel *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ousel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ousel_ops);
	return ousel_spare_init(chip);
}

MODULE_LICENSE("GPL");
