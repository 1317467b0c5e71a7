// SPDX-License-Identifier: GPL-2.0
/*
 * The driver has a function pointer called snd_pcm_period_elapsed in a struct of its own, and the
 * IRQ handler calls that one. It points to a function that only counts.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct merlin_hooks {
	void (*snd_pcm_period_elapsed)(void *data);
};

struct merlin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct merlin_hooks hooks;
	int irq;
	int count;
};

static void merlin_count(void *data)
{
	struct merlin *chip = data;

	chip->count++;
}

static irqreturn_t merlin_interrupt(int irq, void *dev_id)
{
	struct merlin *chip = dev_id;

	chip->hooks.snd_pcm_period_elapsed(chip);
	return IRQ_HANDLED;
}

static int merlin_open(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int merlin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t merlin_pointer(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops merlin_ops = { /* status no-async */
	.open = merlin_open,
	.trigger = merlin_trigger,
	.pointer = merlin_pointer,
};

int merlin_create(struct merlin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "merlin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &merlin_ops);
	chip->hooks.snd_pcm_period_elapsed = merlin_count;
	return request_irq(chip->irq, merlin_interrupt, IRQF_SHARED, "merlin", chip);
}

MODULE_LICENSE("GPL");
