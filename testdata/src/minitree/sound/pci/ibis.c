// SPDX-License-Identifier: GPL-2.0
/* A card with a flock chip: its handler ends periods, the library does the rest. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/flock.h>

static irqreturn_t ibis_interrupt(int irq, void *dev_id)
{
	struct flock *chip = dev_id;

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int ibis_probe(struct pci_dev *pci)
{
	struct snd_card *card;
	struct flock *chip;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	chip = card->private_data;
	chip->regs = pci->bar;
	chip->irq = pci->irq;
	err = flock_create(card, chip, ibis_interrupt);
	if (err < 0)
		return err;
	err = flock_new_pcm(chip);
	if (err < 0)
		return err;
	return snd_card_register(card);
}

static struct pci_driver ibis_driver = {
	.name = "ibis",
	.probe = ibis_probe,
};
module_pci_driver(ibis_driver);

MODULE_LICENSE("GPL");
