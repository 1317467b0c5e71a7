// SPDX-License-Identifier: GPL-2.0
/* The handler is kept in a local variable before it is requested. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct dunlin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	bool old_chip;
};

static irqreturn_t dunlin_interrupt(int irq, void *dev_id)
{
	struct dunlin *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t dunlin_old_interrupt(int irq, void *dev_id)
{
	struct dunlin *chip = dev_id;

	if (readl(chip->regs + 8))
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int dunlin_open(struct snd_pcm_substream *substream)
{
	struct dunlin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dunlin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunlin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dunlin_pointer(struct snd_pcm_substream *substream)
{
	struct dunlin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops dunlin_ops = { /* want PCM001 */ /* context irq dunlin_interrupt; irq dunlin_old_interrupt */
	.open = dunlin_open,
	.trigger = dunlin_trigger,
	.pointer = dunlin_pointer,
};

int dunlin_create(struct dunlin *chip, struct snd_card *card)
{
	irq_handler_t handler;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dunlin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunlin_ops);
	handler = dunlin_interrupt;
	if (chip->old_chip)
		handler = dunlin_old_interrupt;
	return request_irq(chip->irq, handler, IRQF_SHARED, "dunlin", chip);
}

MODULE_LICENSE("GPL");
