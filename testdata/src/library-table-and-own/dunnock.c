// SPDX-License-Identifier: GPL-2.0
/* This driver opens its streams through the library's table, and the library has the handler, too. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "hedge.h"

int dunnock_create(struct hedge *chip)
{
	int err;

	err = hedge_pcm(chip);
	if (err < 0)
		return err;
	return request_irq(chip->irq, hedge_interrupt, IRQF_SHARED, "dunnock", chip);
}

MODULE_LICENSE("GPL");
