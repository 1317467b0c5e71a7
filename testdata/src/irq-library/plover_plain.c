// SPDX-License-Identifier: GPL-2.0
/* The card that leaves the number as the library has stored it. */
#include <linux/module.h>
#include <sound/core.h>
#include "plover.h"

int plover_plain_probe(struct snd_card *card, struct plover *chip, int irq)
{
	int err;

	err = plover_create(card, chip, irq);
	if (err < 0)
		return err;
	err = plover_pcm(card, chip);
	if (err < 0)
		return err;
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
