// SPDX-License-Identifier: GPL-2.0
/*
 * The library requests the IRQ with whatever handler its caller brings, and names the IRQ to the
 * core.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "finch.h"

int finch_create(struct snd_card *card, int irq, irq_handler_t handler, struct finch *chip)
{
	int err;

	chip->card = card;
	chip->irq = irq;
	err = request_irq(irq, handler, IRQF_SHARED, "finch", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}
EXPORT_SYMBOL_GPL(finch_create);

MODULE_LICENSE("GPL");
