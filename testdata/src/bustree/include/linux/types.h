/* SPDX-License-Identifier: GPL-2.0 */
/* The few types that the tree needs. */
#pragma once

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long size_t;
typedef _Bool bool;

#define true 1
#define false 0
#define NULL ((void *)0)
#define __iomem

#define container_of(ptr, type, member) \
	((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
