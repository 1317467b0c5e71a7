/* SPDX-License-Identifier: GPL-2.0 */
/* What the two sources of ruddy share. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct ruddy {
	struct snd_pcm_substream *running;
};

irqreturn_t ruddy_interrupt(int irq, void *dev_id);
