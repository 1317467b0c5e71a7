// SPDX-License-Identifier: GPL-2.0
/* The table is attached here, by its extern declaration in the header; it is not defined here. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "goose.h"

static irqreturn_t goose_interrupt(int irq, void *dev_id)
{
	struct goose *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

int goose_create(struct goose *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "goose", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &goose_ops);
	return request_irq(chip->irq, goose_interrupt, IRQF_SHARED, "goose", chip);
}

MODULE_LICENSE("GPL");
