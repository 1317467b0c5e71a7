// SPDX-License-Identifier: GPL-2.0
/* The card shares its IRQ with something else: a handler of its own calls that of the library. */
#include <linux/module.h>
#include "dotterel.h"

static irqreturn_t dotterel_card_interrupt(int irq, void *dev_id)
{
	struct dotterel *chip = dev_id;

	return dotterel_interrupt(irq, chip);
}

int dotterel_card_create(struct dotterel *chip, struct snd_card *card)
{
	int err;

	chip->card = card;
	err = dotterel_new(chip);
	if (err < 0)
		return err;
	return request_irq(chip->irq, dotterel_card_interrupt, IRQF_SHARED, "dotterel", chip);
}

MODULE_LICENSE("GPL");
