/* SPDX-License-Identifier: GPL-2.0 */
/* Registers of a device. */
#pragma once

#include <linux/types.h>

u32 readl(const void __iomem *addr);
void writel(u32 value, void __iomem *addr);
