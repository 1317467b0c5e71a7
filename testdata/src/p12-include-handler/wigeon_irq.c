// SPDX-License-Identifier: GPL-2.0
/* Included by wigeon.c. */
static irqreturn_t wigeon_interrupt(int irq, void *dev_id)
{
	wigeon_period(dev_id);
	return IRQ_HANDLED;
}
