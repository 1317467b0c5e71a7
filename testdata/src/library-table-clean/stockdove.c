// SPDX-License-Identifier: GPL-2.0
/* The user: it requests the IRQ with the handler of the library and sets card->sync_irq. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "loft.h"

int stockdove_create(struct loft *chip)
{
	int err;

	err = request_irq(chip->irq, loft_interrupt, IRQF_SHARED, "stockdove", chip);
	if (err < 0)
		return err;
	chip->card->sync_irq = chip->irq;
	return loft_pcm(chip);
}

MODULE_LICENSE("GPL");
