/* SPDX-License-Identifier: GPL-2.0 */
/* Devices that are part of the SoC. */
#pragma once

#include <linux/types.h>

struct device {
	void *driver_data;
};

struct platform_device {
	struct device dev;
};

struct platform_driver {
	const char *name;
	int (*probe)(struct platform_device *pdev);
};

int platform_get_irq(struct platform_device *pdev, unsigned int number);
int devm_request_irq(struct device *dev, unsigned int irq, int (*handler)(int irq, void *dev_id),
		     unsigned long flags, const char *name, void *dev_id);
void *devm_kzalloc(struct device *dev, size_t size, int flags);

#define GFP_KERNEL 0
#define module_platform_driver(driver) struct platform_driver *module_##driver = &driver
