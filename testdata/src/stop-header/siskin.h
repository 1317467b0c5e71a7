/* SPDX-License-Identifier: GPL-2.0 */
struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

void siskin_write(struct siskin *chip, u32 value);

static inline void siskin_halt(struct siskin *chip)
{
	siskin_write(chip, 0);
}
