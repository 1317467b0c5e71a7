/* SPDX-License-Identifier: GPL-2.0 */
/* PCI devices. */
#pragma once

#include <linux/types.h>

struct pci_dev {
	unsigned int irq;
	void __iomem *bar;
};

struct pci_driver {
	const char *name;
	int (*probe)(struct pci_dev *pci);
};

#define module_pci_driver(driver) struct pci_driver *module_##driver = &driver
