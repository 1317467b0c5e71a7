// SPDX-License-Identifier: GPL-2.0
/*
 * The card: it requests the IRQ and names it to the core, so the table in heron_pcm.c needs no
 * .sync_stop.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "heron.h"

static irqreturn_t heron_interrupt(int irq, void *dev_id)
{
	struct heron *chip = dev_id;

	if (!readl(chip->regs + 8))
		return IRQ_NONE;
	heron_period(chip);
	return IRQ_HANDLED;
}

static int heron_probe(struct pci_dev *pci)
{
	struct snd_card *card;
	struct heron *chip;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	chip = card->private_data;
	chip->regs = pci->bar;
	chip->irq = pci->irq;
	chip->card = card;
	err = request_irq(chip->irq, heron_interrupt, IRQF_SHARED, "heron", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	err = heron_new_pcm(chip);
	if (err < 0)
		return err;
	return snd_card_register(card);
}

static struct pci_driver heron_driver = {
	.name = "heron",
	.probe = heron_probe,
};
module_pci_driver(heron_driver);

MODULE_LICENSE("GPL");
