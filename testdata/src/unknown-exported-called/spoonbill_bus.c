// SPDX-License-Identifier: GPL-2.0
/* The bus: its IRQ handler tells the PCM driver that a period is over. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "spoonbill.h"

static irqreturn_t spoonbill_bus_interrupt(int irq, void *dev_id)
{
	spoonbill_period_done(dev_id);
	return IRQ_HANDLED;
}

int spoonbill_bus_start(struct spoonbill *chip, int irq)
{
	return request_irq(irq, spoonbill_bus_interrupt, 0, "spoonbill", chip);
}

MODULE_LICENSE("GPL");
