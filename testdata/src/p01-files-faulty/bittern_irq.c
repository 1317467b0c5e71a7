// SPDX-License-Identifier: GPL-2.0
/* The handler. It does not call snd_pcm_period_elapsed() itself: the PCM file does. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "bittern.h"

irqreturn_t bittern_interrupt(int irq, void *dev_id)
{
	struct bittern *chip = dev_id;

	if (!(readl(chip->regs + 8) & 1))
		return IRQ_NONE;
	bittern_period(chip);
	return IRQ_HANDLED;
}
