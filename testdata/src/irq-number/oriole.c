// SPDX-License-Identifier: GPL-2.0
/* Two cards are made, and the number is stored in the one without the PCM device. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct oriole {
	struct snd_pcm_substream *substream;
	struct snd_card *mixer;
};

static irqreturn_t oriole_interrupt(int irq, void *dev_id)
{
	struct oriole *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

int oriole_create(struct snd_card *card, struct oriole *chip, int irq);

int oriole_probe(struct device *dev, struct oriole *chip, int irq)
{
	struct snd_card *card;
	int err;

	err = snd_card_new(dev, -1, NULL, THIS_MODULE, 0, &chip->mixer);
	if (err < 0)
		return err;
	err = snd_card_new(dev, -1, NULL, THIS_MODULE, 0, &card);
	if (err < 0)
		return err;
	return oriole_create(card, chip, irq);
}

static int oriole_open(struct snd_pcm_substream *substream)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops oriole_ops = { /* want PCM001 */ /* status unsynced */ /* context irq oriole_interrupt */
	.open = oriole_open,
};

int oriole_create(struct snd_card *card, struct oriole *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, oriole_interrupt, IRQF_SHARED, "oriole", chip);
	if (err < 0)
		return err;
	chip->mixer->sync_irq = irq;
	err = snd_pcm_new(card, "oriole", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &oriole_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
