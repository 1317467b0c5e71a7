/* SPDX-License-Identifier: GPL-2.0 */
/* Modules. */
#pragma once

#include <linux/types.h>

#define EXPORT_SYMBOL(sym) extern typeof(sym) sym
#define EXPORT_SYMBOL_GPL(sym) extern typeof(sym) sym
#define MODULE_LICENSE(text) extern const char module_license[]
