// SPDX-License-Identifier: GPL-2.0
/* The handler starts the stream again by its own .trigger, behind any wait: a note. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct osprey {
	struct snd_pcm_substream *substream;
	int irq;
	void __iomem *regs;
};

static int osprey_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static irqreturn_t osprey_interrupt(int irq, void *dev_id)
{
	struct osprey *chip = dev_id;

	osprey_trigger(chip->substream, SNDRV_PCM_TRIGGER_START);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int osprey_open(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops osprey_ops = { /* status synced proved */ /* context irq osprey_interrupt */ /* note starts the stream again */
	.open = osprey_open,
	.trigger = osprey_trigger,
};

int osprey_create(struct snd_card *card, struct osprey *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, osprey_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	card->sync_irq = irq;
	err = snd_pcm_new(card, "osprey", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &osprey_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
