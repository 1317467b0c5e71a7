// SPDX-License-Identifier: GPL-2.0
/*
 * The handler uses the variant of the call for callers that hold the stream lock. It counts like
 * the other one.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct chough {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t chough_interrupt(int irq, void *dev_id)
{
	struct chough *chip = dev_id;

	snd_pcm_period_elapsed_under_stream_lock(chip->substream);
	return IRQ_HANDLED;
}

static int chough_open(struct snd_pcm_substream *substream)
{
	struct chough *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int chough_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct chough *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t chough_pointer(struct snd_pcm_substream *substream)
{
	struct chough *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops chough_ops = { /* want PCM001 */ /* context irq chough_interrupt */
	.open = chough_open,
	.trigger = chough_trigger,
	.pointer = chough_pointer,
};

int chough_create(struct chough *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "chough", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &chough_ops);
	return request_irq(chip->irq, chough_interrupt, 0, "chough", chip);
}

MODULE_LICENSE("GPL");
