// SPDX-License-Identifier: GPL-2.0
/* The handler stands in another .c file that this one includes; Kbuild knows only this one. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct wigeon;
static void wigeon_period(struct wigeon *chip);

#include "wigeon_irq.c"

struct wigeon {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static void wigeon_period(struct wigeon *chip)
{
	snd_pcm_period_elapsed(chip->substream);
}

static int wigeon_open(struct snd_pcm_substream *substream)
{
	struct wigeon *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int wigeon_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wigeon *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t wigeon_pointer(struct snd_pcm_substream *substream)
{
	struct wigeon *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops wigeon_ops = { /* want PCM001 */ /* context irq wigeon_interrupt */
	.open = wigeon_open,
	.trigger = wigeon_trigger,
	.pointer = wigeon_pointer,
};

int wigeon_create(struct wigeon *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "wigeon", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wigeon_ops);
	return request_irq(chip->irq, wigeon_interrupt, IRQF_SHARED, "wigeon", chip);
}

MODULE_LICENSE("GPL");
