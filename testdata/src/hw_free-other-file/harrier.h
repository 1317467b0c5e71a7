// SPDX-License-Identifier: GPL-2.0
/* What the two files share. */
struct harrier {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

void harrier_stream_init(struct harrier *chip);
void harrier_stream_stop(struct harrier *chip);
