/* SPDX-License-Identifier: GPL-2.0 */
/* All of ruddy_hw.c: a function that the module's other source names. */
#include "ruddy.h"

irqreturn_t ruddy_interrupt(int irq, void *dev_id)
{
	struct ruddy *bird = dev_id;

	snd_pcm_period_elapsed(bird->running);
	return IRQ_HANDLED;
}
