/* SPDX-License-Identifier: GPL-2.0 */
/* Timers. */
#pragma once

#include <linux/types.h>

struct timer_list {
	void (*function)(struct timer_list *timer);
	unsigned long expires;
};

extern unsigned long jiffies;

#define from_timer(var, timer, field) container_of(timer, typeof(*var), field)

void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *), unsigned int flags);
int mod_timer(struct timer_list *timer, unsigned long expires);
int timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
