// SPDX-License-Identifier: GPL-2.0
/*
 * close frees the IRQ, which waits for the handler. But hw_free, which frees the buffer, comes
 * before close: too late.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct raven {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t raven_interrupt(int irq, void *dev_id)
{
	struct raven *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int raven_open(struct snd_pcm_substream *substream)
{
	struct raven *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return request_irq(chip->irq, raven_interrupt, 0, "raven", chip);
}

static int raven_close(struct snd_pcm_substream *substream)
{
	struct raven *chip = snd_pcm_substream_chip(substream);

	free_irq(chip->irq, chip);
	return 0;
}

static int raven_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct raven *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t raven_pointer(struct snd_pcm_substream *substream)
{
	struct raven *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops raven_ops = { /* want PCM001 */ /* context irq raven_interrupt */
	.open = raven_open,
	.close = raven_close,
	.trigger = raven_trigger,
	.pointer = raven_pointer,
};

int raven_create(struct raven *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "raven", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &raven_ops);
	return 0;
}

MODULE_LICENSE("GPL");
