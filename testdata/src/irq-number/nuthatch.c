// SPDX-License-Identifier: GPL-2.0
/* The same array, and the other one of its numbers. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct nuthatch {
	struct snd_pcm_substream *substream;
	int irqs[2];
};

static irqreturn_t nuthatch_interrupt(int irq, void *dev_id)
{
	struct nuthatch *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t nuthatch_jack(int irq, void *dev_id)
{
	return IRQ_HANDLED;
}

static int nuthatch_open(struct snd_pcm_substream *substream)
{
	struct nuthatch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops nuthatch_ops = { /* want PCM001 */ /* status unsynced */ /* context irq nuthatch_interrupt */
	.open = nuthatch_open,
};

int nuthatch_create(struct snd_card *card, struct nuthatch *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irqs[0] = pci_irq_vector(pci, 0);
	chip->irqs[1] = pci_irq_vector(pci, 1);
	err = request_irq(chip->irqs[0], nuthatch_jack, 0, "nuthatch-jack", chip);
	if (err < 0)
		return err;
	err = request_irq(chip->irqs[1], nuthatch_interrupt, 0, "nuthatch", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irqs[0];
	err = snd_pcm_new(card, "nuthatch", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &nuthatch_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
