/* SPDX-License-Identifier: GPL-2.0 */
/* The perch bus. */
#pragma once

#include <linux/types.h>

struct perch_device {
	struct perch_driver *driver;
	void *private_data;
};

struct perch_driver {
	int (*probe)(struct perch_device *dev);
	void (*callback)(struct perch_device *dev, u32 event);
};

#define perch_driver_register(drv) __perch_driver_register(drv, NULL)

int __perch_driver_register(struct perch_driver *drv, void *owner);
void perch_driver_unregister(struct perch_driver *drv);

#define module_perch_driver(__perch_driver) \
	module_driver(__perch_driver, perch_driver_register, perch_driver_unregister)
