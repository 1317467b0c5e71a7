// SPDX-License-Identifier: GPL-2.0
/* card->sync_irq is given what it has anyway: a macro that stands for -1. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct avocet {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

#define avocet_NO_IRQ (-1)

static irqreturn_t avocet_interrupt(int irq, void *dev_id)
{
	struct avocet *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int avocet_open(struct snd_pcm_substream *substream)
{
	struct avocet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int avocet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct avocet *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t avocet_pointer(struct snd_pcm_substream *substream)
{
	struct avocet *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops avocet_ops = { /* want PCM001 */
	.open = avocet_open,
	.trigger = avocet_trigger,
	.pointer = avocet_pointer,
};

int avocet_create(struct avocet *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "avocet", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &avocet_ops);
	card->sync_irq = avocet_NO_IRQ;
	return request_irq(chip->irq, avocet_interrupt, 0, "avocet", chip);
}

MODULE_LICENSE("GPL");
