// SPDX-License-Identifier: GPL-2.0
/* As sanderling, but the IRQ is named to the core: whichever handler was chosen, it is waited for. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct knot {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	int revision;
};

static irqreturn_t knot_a_interrupt(int irq, void *dev_id)
{
	struct knot *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t knot_b_interrupt(int irq, void *dev_id)
{
	struct knot *chip = dev_id;

	writel(1, chip->regs + 8);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int knot_open(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int knot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t knot_pointer(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops knot_ops = { /* status synced */ /* context irq knot_a_interrupt; irq knot_b_interrupt */
	.open = knot_open,
	.trigger = knot_trigger,
	.pointer = knot_pointer,
};

int knot_create(struct knot *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "knot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &knot_ops);
	err = request_irq(chip->irq,
			  chip->revision < 2 ? knot_a_interrupt : knot_b_interrupt,
			  IRQF_SHARED, "knot", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
