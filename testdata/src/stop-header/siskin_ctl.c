// SPDX-License-Identifier: GPL-2.0
/* What the header's inline function leads to: a register, and no handler is waited for. */
#include <linux/io.h>
#include <sound/pcm.h>
#include "siskin.h"

void siskin_write(struct siskin *chip, u32 value)
{
	writel(value, chip->regs);
}
