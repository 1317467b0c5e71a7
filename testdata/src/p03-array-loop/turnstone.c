// SPDX-License-Identifier: GPL-2.0
/*
 * The handlers stand in an array that a loop walks while it requests one IRQ for each. One of the
 * two ends periods.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct turnstone {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq[2];
};

static irqreturn_t turnstone_dma_interrupt(int irq, void *dev_id)
{
	struct turnstone *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t turnstone_error_interrupt(int irq, void *dev_id)
{
	struct turnstone *chip = dev_id;

	writel(0, chip->regs);
	return IRQ_HANDLED;
}

static int turnstone_open(struct snd_pcm_substream *substream)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int turnstone_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t turnstone_pointer(struct snd_pcm_substream *substream)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops turnstone_ops = { /* want PCM001 */ /* context irq turnstone_dma_interrupt */
	.open = turnstone_open,
	.trigger = turnstone_trigger,
	.pointer = turnstone_pointer,
};

static const struct {
	const char *name;
	irqreturn_t (*isr)(int irq, void *dev_id);
} turnstone_isrs[] = {
	{ "turnstone dma", turnstone_dma_interrupt },
	{ "turnstone error", turnstone_error_interrupt },
};

int turnstone_create(struct turnstone *chip, struct snd_card *card)
{
	unsigned int i;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "turnstone", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &turnstone_ops);
	for (i = 0; i < ARRAY_SIZE(turnstone_isrs); i++) {
		err = request_irq(chip->irq[i], turnstone_isrs[i].isr, 0, turnstone_isrs[i].name, chip);
		if (err < 0)
			return err;
	}
	return 0;
}

MODULE_LICENSE("GPL");
