// SPDX-License-Identifier: GPL-2.0
/* How many ports there are is known to the function that requests only: no certain repair. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define WAGTAIL_PORTS 3

struct wagtail {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irqs[WAGTAIL_PORTS];
};

static irqreturn_t wagtail_interrupt(int irq, void *data)
{
	struct wagtail *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int wagtail_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wagtail *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops wagtail_ops = { /* want PCM001 */
	.trigger = wagtail_trigger,
};

int wagtail_create(struct snd_card *card, struct platform_device *pdev, struct wagtail *chip)
{
	struct snd_pcm *pcm;
	int i, irq, ports;

	ports = readl(chip->regs);
	for (i = 0; i < ports; i++) {
		irq = platform_get_irq(pdev, i);
		if (request_irq(irq, wagtail_interrupt, 0, "wagtail", chip))
			return -EBUSY;
		chip->irqs[i] = irq;
	}
	if (snd_pcm_new(card, "wagtail", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wagtail_ops);
	return 0;
}
