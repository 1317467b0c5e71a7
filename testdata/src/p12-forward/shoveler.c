// SPDX-License-Identifier: GPL-2.0
/* The table is declared before it is defined. It is one table, and its place is the definition. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct shoveler {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static const struct snd_pcm_ops shoveler_ops;

static irqreturn_t shoveler_interrupt(int irq, void *dev_id)
{
	struct shoveler *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

int shoveler_create(struct shoveler *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "shoveler", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &shoveler_ops);
	return request_irq(chip->irq, shoveler_interrupt, 0, "shoveler", chip);
}

static int shoveler_open(struct snd_pcm_substream *substream)
{
	struct shoveler *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int shoveler_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct shoveler *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t shoveler_pointer(struct snd_pcm_substream *substream)
{
	struct shoveler *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops shoveler_ops = { /* want PCM001 */ /* context irq shoveler_interrupt */
	.open = shoveler_open,
	.trigger = shoveler_trigger,
	.pointer = shoveler_pointer,
};

MODULE_LICENSE("GPL");
