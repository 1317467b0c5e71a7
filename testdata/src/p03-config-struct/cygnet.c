// SPDX-License-Identifier: GPL-2.0
/* The handler travels in a struct of options that a common function takes apart. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct cygnet_options {
	const char *name;
	irq_handler_t handler;
	unsigned long flags;
};

struct cygnet {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t cygnet_interrupt(int irq, void *dev_id)
{
	struct cygnet *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int cygnet_open(struct snd_pcm_substream *substream)
{
	struct cygnet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int cygnet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct cygnet *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t cygnet_pointer(struct snd_pcm_substream *substream)
{
	struct cygnet *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops cygnet_ops = { /* want PCM001 */ /* context irq cygnet_interrupt */
	.open = cygnet_open,
	.trigger = cygnet_trigger,
	.pointer = cygnet_pointer,
};

static int cygnet_setup(struct cygnet *chip, const struct cygnet_options *options)
{
	return request_irq(chip->irq, options->handler, options->flags, options->name, chip);
}

static const struct cygnet_options cygnet_defaults = {
	.name = "cygnet",
	.handler = cygnet_interrupt,
	.flags = IRQF_SHARED,
};

int cygnet_create(struct cygnet *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "cygnet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &cygnet_ops);
	return cygnet_setup(chip, &cygnet_defaults);
}

MODULE_LICENSE("GPL");
