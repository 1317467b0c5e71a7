// SPDX-License-Identifier: GPL-2.0
/* The handler is chosen by ?: inside the request. Both handlers end periods. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct sanderling {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	int revision;
};

static irqreturn_t sanderling_a_interrupt(int irq, void *dev_id)
{
	struct sanderling *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t sanderling_b_interrupt(int irq, void *dev_id)
{
	struct sanderling *chip = dev_id;

	writel(1, chip->regs + 8);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int sanderling_open(struct snd_pcm_substream *substream)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int sanderling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t sanderling_pointer(struct snd_pcm_substream *substream)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops sanderling_ops = { /* want PCM001 */ /* context irq sanderling_a_interrupt; irq sanderling_b_interrupt */
	.open = sanderling_open,
	.trigger = sanderling_trigger,
	.pointer = sanderling_pointer,
};

int sanderling_create(struct sanderling *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "sanderling", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &sanderling_ops);
	return request_irq(chip->irq,
			   chip->revision < 2 ? sanderling_a_interrupt : sanderling_b_interrupt,
			   IRQF_SHARED, "sanderling", chip);
}

MODULE_LICENSE("GPL");
