// SPDX-License-Identifier: GPL-2.0
/* The bus has the handler, and gets the function that ends periods at run time. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/platform_device.h>

#include "grebe.h"

static irqreturn_t grebe_bus_interrupt(int irq, void *dev_id)
{
	struct grebe_slot *slot = dev_id;

	slot->period(slot->context);
	return IRQ_HANDLED;
}

static int grebe_bus_probe(struct platform_device *pdev)
{
	struct grebe_slot *slot = dev_get_platdata(&pdev->dev);

	return request_irq(slot->irq, grebe_bus_interrupt, 0, "grebe", slot);
}

static struct platform_driver grebe_bus_driver = {
	.probe = grebe_bus_probe,
};
module_platform_driver(grebe_bus_driver);

MODULE_LICENSE("GPL");
