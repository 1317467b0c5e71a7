// SPDX-License-Identifier: GPL-2.0
/*
 * The entry: it sets the card up and hands on to the other files. Nobody names the IRQ to the
 * core.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "bittern.h"

int bittern_create(struct bittern *chip, struct snd_card *card, int irq)
{
	int err;

	chip->card = card;
	chip->irq = irq;
	err = bittern_request(chip);
	if (err < 0)
		return err;
	return bittern_new_pcm(chip);
}

MODULE_LICENSE("GPL");
