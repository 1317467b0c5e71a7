// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free calls disable_irq_nosync(), which does not wait for a handler that is running. The table
 * is unsynced, but there is no wait to be moved.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct dunnock {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t dunnock_interrupt(int irq, void *dev_id)
{
	struct dunnock *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int dunnock_open(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dunnock_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dunnock_pointer(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int dunnock_hw_free(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	disable_irq_nosync(chip->irq);
	return 0;
}

static const struct snd_pcm_ops dunnock_ops = { /* want PCM001 */
	.open = dunnock_open,
	.hw_free = dunnock_hw_free,
	.trigger = dunnock_trigger,
	.pointer = dunnock_pointer,
};

int dunnock_create(struct dunnock *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dunnock", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunnock_ops);
	return request_irq(chip->irq, dunnock_interrupt, IRQF_SHARED, "dunnock", chip);
}

MODULE_LICENSE("GPL");
