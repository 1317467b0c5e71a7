// SPDX-License-Identifier: GPL-2.0
/* Helpers of two drivers, each of which uses one of them. */
void reedbed_start(void __iomem *regs, int on);
void reedbed_done(struct snd_pcm_substream *substream);
