// SPDX-License-Identifier: GPL-2.0
/*
 * The bus driver, a module of its own: what it is given to attach becomes the handler of the
 * slot's IRQ.
 */
#include <linux/interrupt.h>
#include <linux/module.h>

int rookery_bus_attach(int slot, irq_handler_t event, void *data)
{
	return request_irq(64 + slot, event, 0, "rookery", data);
}
EXPORT_SYMBOL_GPL(rookery_bus_attach);

MODULE_LICENSE("GPL");
