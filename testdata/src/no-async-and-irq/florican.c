// SPDX-License-Identifier: GPL-2.0
/*
 * trigger calls the same push function as the IRQ handler does. The call from trigger changes
 * nothing: the one from the handler is asynchronous.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct florican {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static void florican_push(struct florican *chip)
{
	writel(1, chip->regs + 8);
	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t florican_interrupt(int irq, void *dev_id)
{
	struct florican *chip = dev_id;

	florican_push(chip);
	return IRQ_HANDLED;
}

static int florican_open(struct snd_pcm_substream *substream)
{
	struct florican *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int florican_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct florican *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	florican_push(chip);
	return 0;
}

static snd_pcm_uframes_t florican_pointer(struct snd_pcm_substream *substream)
{
	struct florican *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops florican_ops = { /* want PCM001 */ /* context irq florican_interrupt */
	.open = florican_open,
	.trigger = florican_trigger,
	.pointer = florican_pointer,
};

int florican_create(struct florican *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "florican", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &florican_ops);
	return request_irq(chip->irq, florican_interrupt, IRQF_SHARED, "florican", chip);
}

MODULE_LICENSE("GPL");
