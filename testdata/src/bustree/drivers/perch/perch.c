// SPDX-License-Identifier: GPL-2.0
/* The bus: a work item calls the driver of the device that an event is for. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/perch.h>
#include <linux/workqueue.h>

struct perch {
	struct work_struct rx_work;
	struct perch_device *dev;
	u32 event;
};

static struct perch the_perch;

static void perch_deliver(struct perch *perch)
{
	struct perch_driver *driver = perch->dev->driver;

	if (driver)
		driver->callback(perch->dev, perch->event);
}

static void perch_rx(struct work_struct *work)
{
	struct perch *perch = container_of(work, struct perch, rx_work);

	perch_deliver(perch);
}

static irqreturn_t perch_interrupt(int irq, void *dev_id)
{
	struct perch *perch = dev_id;

	perch->event++;
	schedule_work(&perch->rx_work);
	return IRQ_HANDLED;
}

int perch_start(int irq)
{
	INIT_WORK(&the_perch.rx_work, perch_rx);
	return request_irq(irq, perch_interrupt, 0, "perch", &the_perch);
}

int __perch_driver_register(struct perch_driver *drv, void *owner)
{
	the_perch.dev->driver = drv;
	return drv->probe(the_perch.dev);
}
EXPORT_SYMBOL_GPL(__perch_driver_register);

void perch_driver_unregister(struct perch_driver *drv)
{
	the_perch.dev->driver = NULL;
}
EXPORT_SYMBOL_GPL(perch_driver_unregister);

MODULE_LICENSE("GPL");
