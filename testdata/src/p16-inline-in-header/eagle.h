// SPDX-License-Identifier: GPL-2.0
/* The header of the driver: the elapsed call is in an inline function here. */
struct eagle {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static inline void eagle_period(struct eagle *chip)
{
	snd_pcm_period_elapsed(chip->substream);
}
