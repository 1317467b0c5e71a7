// SPDX-License-Identifier: GPL-2.0
/* A hard IRQ handler ends the period. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct irq_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t irq_faulty_interrupt(int irq, void *dev_id)
{
	struct irq_faulty *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int irq_faulty_open(struct snd_pcm_substream *substream)
{
	struct irq_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int irq_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct irq_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t irq_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct irq_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops irq_faulty_ops = { /* want PCM001 */ /* context irq irq_faulty_interrupt */
	.open = irq_faulty_open,
	.trigger = irq_faulty_trigger,
	.pointer = irq_faulty_pointer,
};

int irq_faulty_create(struct irq_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "irq_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &irq_faulty_ops);
	return devm_request_irq(card->dev, chip->irq, irq_faulty_interrupt, IRQF_SHARED, "irq_faulty", chip);
}

MODULE_LICENSE("GPL");
