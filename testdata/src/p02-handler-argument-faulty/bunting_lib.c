// SPDX-License-Identifier: GPL-2.0
/* The library requests the IRQ with whatever handler its caller brings. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "bunting.h"

int bunting_create(struct snd_card *card, int irq, irq_handler_t handler, struct bunting *chip)
{
	int err;

	chip->card = card;
	chip->irq = irq;
	err = request_irq(irq, handler, IRQF_SHARED, "bunting", chip);
	if (err < 0)
		return err;
	return 0;
}
EXPORT_SYMBOL_GPL(bunting_create);

MODULE_LICENSE("GPL");
