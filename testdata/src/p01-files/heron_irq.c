// SPDX-License-Identifier: GPL-2.0
/* The handler. It does not call snd_pcm_period_elapsed() itself: the PCM file does. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "heron.h"

irqreturn_t heron_interrupt(int irq, void *dev_id)
{
	struct heron *chip = dev_id;

	if (!(readl(chip->regs + 8) & 1))
		return IRQ_NONE;
	heron_period(chip);
	return IRQ_HANDLED;
}
