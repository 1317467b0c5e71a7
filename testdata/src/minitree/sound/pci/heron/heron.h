/* SPDX-License-Identifier: GPL-2.0 */
/* What the two files of the driver share. */
#pragma once
#include <sound/pcm.h>

struct heron {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	int irq;
};

int heron_new_pcm(struct heron *chip);
void heron_period(struct heron *chip);
