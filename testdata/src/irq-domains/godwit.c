// SPDX-License-Identifier: GPL-2.0
/*
 * The controller of a group of interrupts ends periods in its own handler: one chained to the parent
 * IRQ, and the thread of a regmap chip. Both run as interrupt handlers.
 */
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/irqchip/chained_irq.h>
#include <linux/module.h>
#include <linux/regmap.h>
#include <sound/pcm.h>

struct godwit {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct device *dev;
	struct regmap *map;
	struct regmap_irq_chip_data *irqs;
	struct snd_pcm_substream *input;
	int irq;
};

static void godwit_chained(struct irq_desc *desc)
{
	struct godwit *chip = irq_desc_get_handler_data(desc);

	chained_irq_enter(irq_desc_get_chip(desc), desc);
	snd_pcm_period_elapsed(chip->substream);
	chained_irq_exit(irq_desc_get_chip(desc), desc);
}

static int godwit_after_irqs(void *data)
{
	struct godwit *chip = data;

	snd_pcm_period_elapsed(chip->input);
	return 0;
}

static const struct regmap_irq_chip godwit_irqs = {
	.name = "godwit",
	.handle_post_irq = godwit_after_irqs,
};

static int godwit_open(struct snd_pcm_substream *substream)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int godwit_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t godwit_pointer(struct snd_pcm_substream *substream)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops godwit_ops = { /* want PCM001 */ /* context irq godwit_chained; threaded-irq godwit_after_irqs */
	.open = godwit_open,
	.trigger = godwit_trigger,
	.pointer = godwit_pointer,
};

int godwit_create(struct godwit *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "godwit", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &godwit_ops);
	irq_set_chained_handler_and_data(chip->irq, godwit_chained, chip);
	return devm_regmap_add_irq_chip(chip->dev, chip->map, chip->irq + 1, 0, 0, &godwit_irqs, &chip->irqs);
}

MODULE_LICENSE("GPL");
