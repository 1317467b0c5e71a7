// SPDX-License-Identifier: GPL-2.0
/* A library that makes the PCM device and requests the IRQ for its users. */
struct roost {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

int roost_pcm(struct roost *chip);
