// SPDX-License-Identifier: GPL-2.0
/* A hard IRQ handler ends the period. The table has .sync_stop, which waits. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct irq_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t irq_clean_interrupt(int irq, void *dev_id)
{
	struct irq_clean *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int irq_clean_open(struct snd_pcm_substream *substream)
{
	struct irq_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int irq_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct irq_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t irq_clean_pointer(struct snd_pcm_substream *substream)
{
	struct irq_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int irq_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct irq_clean *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops irq_clean_ops = { /* status synced */ /* context irq irq_clean_interrupt */
	.open = irq_clean_open,
	.sync_stop = irq_clean_sync_stop,
	.trigger = irq_clean_trigger,
	.pointer = irq_clean_pointer,
};

int irq_clean_create(struct irq_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "irq_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &irq_clean_ops);
	return devm_request_irq(card->dev, chip->irq, irq_clean_interrupt, IRQF_SHARED, "irq_clean", chip);
}

MODULE_LICENSE("GPL");
