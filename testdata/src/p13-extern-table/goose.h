// SPDX-License-Identifier: GPL-2.0
/* What the two files share: the table too. */
struct goose {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

extern const struct snd_pcm_ops goose_ops;
