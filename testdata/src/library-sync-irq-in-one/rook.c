// SPDX-License-Identifier: GPL-2.0
/* This user tells the core its IRQ. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "roost.h"

int rook_create(struct roost *chip)
{
	int err;

	err = roost_pcm(chip);
	if (err < 0)
		return err;
	chip->card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
