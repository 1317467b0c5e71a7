// SPDX-License-Identifier: GPL-2.0
/* What the PCM driver offers to its bus. */
struct spoonbill {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

void spoonbill_period_done(struct spoonbill *chip);
