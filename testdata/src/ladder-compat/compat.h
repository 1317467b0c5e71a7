/* SPDX-License-Identifier: GPL-2.0 */
#ifndef WHIMBREL_COMPAT_H
#define WHIMBREL_COMPAT_H

#include <linux/version.h>

#define WHIMBREL_SINCE(major, minor) (LINUX_VERSION_CODE >= KERNEL_VERSION(major, minor, 0))

#if WHIMBREL_SINCE(5, 5)
#define WHIMBREL_HAVE_SYNC_STOP
#endif

#endif
