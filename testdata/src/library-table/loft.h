// SPDX-License-Identifier: GPL-2.0
/* A library with a table for its users. */
struct loft {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

irqreturn_t loft_interrupt(int irq, void *dev_id);
int loft_pcm(struct loft *chip);
