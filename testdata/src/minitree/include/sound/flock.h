/* SPDX-License-Identifier: GPL-2.0 */
/* The library for cards with a flock chip. */
#pragma once

#include <linux/interrupt.h>
#include <sound/pcm.h>

struct flock {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	int irq;
};

int flock_create(struct snd_card *card, struct flock *chip, irq_handler_t handler);
int flock_new_pcm(struct flock *chip);
