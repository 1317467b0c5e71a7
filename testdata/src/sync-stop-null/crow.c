// SPDX-License-Identifier: GPL-2.0
/* .sync_stop is spelled out, as NULL: that is no .sync_stop. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct crow {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t crow_interrupt(int irq, void *dev_id)
{
	struct crow *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int crow_open(struct snd_pcm_substream *substream)
{
	struct crow *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int crow_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct crow *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t crow_pointer(struct snd_pcm_substream *substream)
{
	struct crow *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops crow_ops = { /* want PCM001 */ /* context irq crow_interrupt */
	.open = crow_open,
	.sync_stop = NULL,
	.trigger = crow_trigger,
	.pointer = crow_pointer,
};

int crow_create(struct crow *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "crow", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &crow_ops);
	return request_irq(chip->irq, crow_interrupt, 0, "crow", chip);
}

MODULE_LICENSE("GPL");
