/* SPDX-License-Identifier: GPL-2.0 */
/* Works. */
#pragma once

#include <linux/types.h>

struct work_struct {
	void (*func)(struct work_struct *work);
};

#define INIT_WORK(work, fn) ((work)->func = (fn))

bool schedule_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
