// SPDX-License-Identifier: GPL-2.0
/* The loop keeps the numbers in an array, and the callbacks leave without a chip, as .sync_stop does then. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define OUZEL_PORTS 3

struct ouzel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irqs[OUZEL_PORTS];
};

static irqreturn_t ouzel_interrupt(int irq, void *data)
{
	struct ouzel *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int ouzel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct ouzel *chip = snd_pcm_substream_chip(substream);

	if (!chip)
		return -EINVAL;
	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops ouzel_ops = { /* want PCM001 */
	.trigger = ouzel_trigger,
};

int ouzel_create(struct snd_card *card, struct platform_device *pdev, struct ouzel *chip)
{
	struct snd_pcm *pcm;
	int i, irq;

	for (i = 0; i < OUZEL_PORTS; i++) {
		irq = platform_get_irq(pdev, i);
		if (request_irq(irq, ouzel_interrupt, 0, "ouzel", chip))
			return -EBUSY;
		chip->irqs[i] = irq;
	}
	if (snd_pcm_new(card, "ouzel", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ouzel_ops);
	return 0;
}
