/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dotterel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

int dotterel_new(struct dotterel *chip);
irqreturn_t dotterel_interrupt(int irq, void *dev_id);
extern const struct snd_pcm_ops dotterel_ops;
