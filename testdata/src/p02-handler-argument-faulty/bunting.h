// SPDX-License-Identifier: GPL-2.0
/* The library for chips of the bunting family. */
struct bunting {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	int irq;
};

int bunting_create(struct snd_card *card, int irq, irq_handler_t handler, struct bunting *chip);
