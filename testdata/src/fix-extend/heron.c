// SPDX-License-Identifier: GPL-2.0
/* There is a .sync_stop, which resets the chip and may leave early: it waits before that. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct heron {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t heron_interrupt(int irq, void *data)
{
	struct heron *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int heron_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static int heron_sync_stop(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	if (!readl(chip->regs + 4))
		return 0;
	writel(1, chip->regs + 8);
	return 0;
}

static const struct snd_pcm_ops heron_ops = { /* want PCM001 */
	.trigger = heron_trigger,
	.sync_stop = heron_sync_stop,
};

int heron_create(struct snd_card *card, struct heron *chip)
{
	struct snd_pcm *pcm;

	if (request_irq(chip->irq, heron_interrupt, 0, "heron", chip))
		return -EBUSY;
	if (snd_pcm_new(card, "heron", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &heron_ops);
	return 0;
}
