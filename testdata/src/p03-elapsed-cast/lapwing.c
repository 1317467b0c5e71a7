// SPDX-License-Identifier: GPL-2.0
/*
 * No function of the driver calls snd_pcm_period_elapsed() by name: prepare stores it, cast, in a
 * field, and the IRQ handler calls that field.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

typedef void (*lapwing_callback)(void *arg);

struct lapwing {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	lapwing_callback period_done;
	void *period_arg;
};

static irqreturn_t lapwing_interrupt(int irq, void *dev_id)
{
	struct lapwing *chip = dev_id;

	if (chip->period_done)
		chip->period_done(chip->period_arg);
	return IRQ_HANDLED;
}

static int lapwing_open(struct snd_pcm_substream *substream)
{
	struct lapwing *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int lapwing_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct lapwing *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t lapwing_pointer(struct snd_pcm_substream *substream)
{
	struct lapwing *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int lapwing_prepare(struct snd_pcm_substream *substream)
{
	struct lapwing *chip = snd_pcm_substream_chip(substream);

	chip->period_arg = substream;
	chip->period_done = (lapwing_callback)snd_pcm_period_elapsed;
	return 0;
}

static const struct snd_pcm_ops lapwing_ops = { /* want PCM001 */ /* context irq lapwing_interrupt */
	.open = lapwing_open,
	.prepare = lapwing_prepare,
	.trigger = lapwing_trigger,
	.pointer = lapwing_pointer,
};

int lapwing_create(struct lapwing *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "lapwing", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &lapwing_ops);
	return request_irq(chip->irq, lapwing_interrupt, IRQF_SHARED, "lapwing", chip);
}

MODULE_LICENSE("GPL");
