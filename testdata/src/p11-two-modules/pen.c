// SPDX-License-Identifier: GPL-2.0
/* Two modules in one folder. This one does not set card->sync_irq; that cob.c does is no help. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct pen {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t pen_interrupt(int irq, void *dev_id)
{
	struct pen *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int pen_open(struct snd_pcm_substream *substream)
{
	struct pen *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int pen_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pen *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t pen_pointer(struct snd_pcm_substream *substream)
{
	struct pen *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops pen_ops = { /* want PCM001 */
	.open = pen_open,
	.trigger = pen_trigger,
	.pointer = pen_pointer,
};

int pen_create(struct pen *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "pen", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pen_ops);
	return request_irq(chip->irq, pen_interrupt, IRQF_SHARED, "pen", chip);
}

MODULE_LICENSE("GPL");
