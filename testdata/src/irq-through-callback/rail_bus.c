// SPDX-License-Identifier: GPL-2.0
/* The bus: its hard IRQ handler calls the callbacks of all clients. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/list.h>
#include <linux/module.h>

#include "rail.h"

static LIST_HEAD(rail_clients);

static irqreturn_t rail_interrupt(int irq, void *dev_id)
{
	struct rail_client *client;

	list_for_each_entry(client, &rail_clients, list)
		client->event(client, readl(dev_id));
	return IRQ_HANDLED;
}

void rail_register(struct rail_client *client)
{
	list_add_tail(&client->list, &rail_clients);
}
EXPORT_SYMBOL_GPL(rail_register);

int rail_start(void __iomem *regs, int irq)
{
	return request_irq(irq, rail_interrupt, 0, "rail", regs);
}

MODULE_LICENSE("GPL");
