// SPDX-License-Identifier: GPL-2.0
/* What the library keeps of a stream, whoever opens it. */
struct hedge {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

irqreturn_t hedge_interrupt(int irq, void *dev_id);
int hedge_pcm(struct hedge *chip);
