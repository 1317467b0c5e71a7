// SPDX-License-Identifier: GPL-2.0
/* A helper gives the number through a pointer, and the member is -1 before: it counts as a number. */
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct petrel {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t petrel_interrupt(int irq, void *dev_id)
{
	struct petrel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

int petrel_line(struct device *dev, int *irq);

static int petrel_open(struct snd_pcm_substream *substream)
{
	struct petrel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops petrel_ops = { /* status synced proved */ /* context irq petrel_interrupt */
	.open = petrel_open,
};

int petrel_create(struct snd_card *card, struct petrel *chip, struct device *dev)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = -1;
	err = petrel_line(dev, &chip->irq);
	if (err < 0)
		return err;
	err = request_irq(chip->irq, petrel_interrupt, 0, "petrel", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	err = snd_pcm_new(card, "petrel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &petrel_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
