// SPDX-License-Identifier: GPL-2.0
/* The header of the driver: the elapsed call is in a macro here. */
struct peregrine {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

#define peregrine_period(chip) snd_pcm_period_elapsed((chip)->substream)
