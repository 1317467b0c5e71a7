// SPDX-License-Identifier: GPL-2.0
/* The word elapsed is not in this file: the handler uses an inline function of the header. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "eagle.h"

static irqreturn_t eagle_interrupt(int irq, void *dev_id)
{
	struct eagle *chip = dev_id;

	eagle_period(chip);
	return IRQ_HANDLED;
}

static int eagle_open(struct snd_pcm_substream *substream)
{
	struct eagle *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int eagle_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct eagle *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t eagle_pointer(struct snd_pcm_substream *substream)
{
	struct eagle *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops eagle_ops = { /* want PCM001 */ /* context irq eagle_interrupt */
	.open = eagle_open,
	.trigger = eagle_trigger,
	.pointer = eagle_pointer,
};

int eagle_create(struct eagle *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "eagle", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &eagle_ops);
	return request_irq(chip->irq, eagle_interrupt, IRQF_SHARED, "eagle", chip);
}

MODULE_LICENSE("GPL");
