// SPDX-License-Identifier: GPL-2.0
/*
 * Whoever looks at heron alone sees no call of reedbed_done(), as that is bittern's: it does not run in what heron is
 * linked into.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "reedbed.h"

void reedbed_start(void __iomem *regs, int on)
{
	writel(on, regs);
}
EXPORT_SYMBOL_GPL(reedbed_start);

void reedbed_done(struct snd_pcm_substream *substream)
{
	snd_pcm_period_elapsed(substream);
}
EXPORT_SYMBOL_GPL(reedbed_done);

MODULE_LICENSE("GPL");
