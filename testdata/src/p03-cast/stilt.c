// SPDX-License-Identifier: GPL-2.0
/* The handler has another type and is cast to the one that request_irq() wants. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct stilt {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static int stilt_interrupt(int irq, struct stilt *chip)
{
	snd_pcm_period_elapsed(chip->substream);
	return 1;
}

static int stilt_open(struct snd_pcm_substream *substream)
{
	struct stilt *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int stilt_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stilt *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t stilt_pointer(struct snd_pcm_substream *substream)
{
	struct stilt *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops stilt_ops = { /* want PCM001 */ /* context irq stilt_interrupt */
	.open = stilt_open,
	.trigger = stilt_trigger,
	.pointer = stilt_pointer,
};

int stilt_create(struct stilt *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "stilt", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stilt_ops);
	return request_irq(chip->irq, (irq_handler_t)stilt_interrupt, 0, "stilt", chip);
}

MODULE_LICENSE("GPL");
