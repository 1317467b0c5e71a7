// SPDX-License-Identifier: GPL-2.0
/* The head of the handler is a macro. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct redstart {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

#define redstart_HANDLER(name) static irqreturn_t name(int irq, void *dev_id)

redstart_HANDLER(redstart_interrupt)
{
	struct redstart *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int redstart_open(struct snd_pcm_substream *substream)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int redstart_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t redstart_pointer(struct snd_pcm_substream *substream)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops redstart_ops = { /* want PCM001 */ /* context irq redstart_interrupt */
	.open = redstart_open,
	.trigger = redstart_trigger,
	.pointer = redstart_pointer,
};

int redstart_create(struct redstart *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "redstart", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &redstart_ops);
	return request_irq(chip->irq, redstart_interrupt, 0, "redstart", chip);
}

MODULE_LICENSE("GPL");
