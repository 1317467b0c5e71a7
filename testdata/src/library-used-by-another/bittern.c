// SPDX-License-Identifier: GPL-2.0
/* Its handler ends periods through the library. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "reedbed.h"

struct bittern {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t bittern_interrupt(int irq, void *dev_id)
{
	struct bittern *chip = dev_id;

	reedbed_done(chip->substream);
	return IRQ_HANDLED;
}

static int bittern_open(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bittern_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	reedbed_start(chip->regs, cmd == SNDRV_PCM_TRIGGER_START);
	return 0;
}

static snd_pcm_uframes_t bittern_pointer(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops bittern_ops = { /* want PCM001 */ /* context irq bittern_interrupt */
	.open = bittern_open,
	.trigger = bittern_trigger,
	.pointer = bittern_pointer,
};

int bittern_create(struct bittern *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "bittern", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bittern_ops);
	return request_irq(chip->irq, bittern_interrupt, IRQF_SHARED, "bittern", chip);
}

MODULE_LICENSE("GPL");
