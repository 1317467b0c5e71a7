// SPDX-License-Identifier: GPL-2.0
/*
 * The look-alike: a field called sync_irq, but of the chip and not of the card. The core does not
 * know it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct shelduck {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	int sync_irq;
};

static irqreturn_t shelduck_interrupt(int irq, void *dev_id)
{
	struct shelduck *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int shelduck_open(struct snd_pcm_substream *substream)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int shelduck_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t shelduck_pointer(struct snd_pcm_substream *substream)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops shelduck_ops = { /* want PCM001 */ /* context irq shelduck_interrupt */
	.open = shelduck_open,
	.trigger = shelduck_trigger,
	.pointer = shelduck_pointer,
};

int shelduck_create(struct shelduck *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "shelduck", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &shelduck_ops);
	chip->sync_irq = chip->irq;
	err = request_irq(chip->irq, shelduck_interrupt, IRQF_SHARED, "shelduck", chip);
	if (err < 0)
		return err;
	return 0;
}

MODULE_LICENSE("GPL");
