/* SPDX-License-Identifier: GPL-2.0 */
/* What both modules keep for a card: the streams, and who is told that a period is over. */
struct wader {
	void __iomem *regs;
	struct snd_pcm_substream *out;
	struct snd_pcm_substream *in;
	void (*period)(struct wader *bird);
	struct tasklet_struct tasklet;
};
