// SPDX-License-Identifier: GPL-2.0
/*
 * Two modules use the table. One of them sets card->sync_irq, and that covers its own cards only: the finding is about the
 * other one's.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "roost.h"

static irqreturn_t roost_interrupt(int irq, void *dev_id)
{
	struct roost *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int roost_open(struct snd_pcm_substream *substream)
{
	struct roost *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int roost_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct roost *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t roost_pointer(struct snd_pcm_substream *substream)
{
	struct roost *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops roost_ops = { /* want PCM001 */
	.open = roost_open,
	.trigger = roost_trigger,
	.pointer = roost_pointer,
};

int roost_pcm(struct roost *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "roost", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &roost_ops);
	return request_irq(chip->irq, roost_interrupt, IRQF_SHARED, "roost", chip);
}
EXPORT_SYMBOL_GPL(roost_pcm);

MODULE_LICENSE("GPL");
