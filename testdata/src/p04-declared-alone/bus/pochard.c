// SPDX-License-Identifier: GPL-2.0
/*
 * A module that has an interrupt and a pointer to whom it concerns. No header tells of the pointer: who uses it declares it.
 */
#include <linux/interrupt.h>
#include <linux/module.h>

void (*pochard_listener)(void *data);
EXPORT_SYMBOL_GPL(pochard_listener);

static irqreturn_t pochard_interrupt(int irq, void *dev_id)
{
	pochard_listener(dev_id);
	return IRQ_HANDLED;
}

int pochard_start(int irq, void *data)
{
	return request_irq(irq, pochard_interrupt, IRQF_SHARED, "pochard", data);
}
EXPORT_SYMBOL_GPL(pochard_start);
