// SPDX-License-Identifier: GPL-2.0
/*
 * This file is the whole driver for one chip, and the same text makes the driver for another:
 * scaup.c includes it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct pochard {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t pochard_interrupt(int irq, void *dev_id)
{
	struct pochard *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int pochard_open(struct snd_pcm_substream *substream)
{
	struct pochard *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int pochard_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pochard *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t pochard_pointer(struct snd_pcm_substream *substream)
{
	struct pochard *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops pochard_ops = { /* want PCM001 */ /* context irq pochard_interrupt */
	.open = pochard_open,
	.trigger = pochard_trigger,
	.pointer = pochard_pointer,
};

#ifdef SCAUP
#define POCHARD_NAME "scaup"
#else
#define POCHARD_NAME "pochard"
#endif

int pochard_create(struct pochard *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "pochard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pochard_ops);
	return request_irq(chip->irq, pochard_interrupt, IRQF_SHARED, POCHARD_NAME, chip);
}

MODULE_LICENSE("GPL");
