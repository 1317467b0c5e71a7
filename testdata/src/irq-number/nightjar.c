// SPDX-License-Identifier: GPL-2.0
/* The numbers of two lines lie in an array, and the right one of them is stored. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct nightjar {
	struct snd_pcm_substream *substream;
	int irqs[2];
};

static irqreturn_t nightjar_interrupt(int irq, void *dev_id)
{
	struct nightjar *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t nightjar_jack(int irq, void *dev_id)
{
	return IRQ_HANDLED;
}

static int nightjar_open(struct snd_pcm_substream *substream)
{
	struct nightjar *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops nightjar_ops = { /* status synced proved */ /* context irq nightjar_interrupt */
	.open = nightjar_open,
};

int nightjar_create(struct snd_card *card, struct nightjar *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irqs[0] = pci_irq_vector(pci, 0);
	chip->irqs[1] = pci_irq_vector(pci, 1);
	err = request_irq(chip->irqs[0], nightjar_jack, 0, "nightjar-jack", chip);
	if (err < 0)
		return err;
	err = request_irq(chip->irqs[1], nightjar_interrupt, 0, "nightjar", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irqs[1];
	err = snd_pcm_new(card, "nightjar", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &nightjar_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
