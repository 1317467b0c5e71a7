// SPDX-License-Identifier: GPL-2.0
/* Stored only under a condition: it counts, and is trusted. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct linnet {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t linnet_interrupt(int irq, void *dev_id)
{
	struct linnet *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int linnet_open(struct snd_pcm_substream *substream)
{
	struct linnet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops linnet_ops = { /* status synced trusted */ /* context irq linnet_interrupt */
	.open = linnet_open,
};

int linnet_create(struct snd_card *card, struct linnet *chip, int irq, bool shared)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, linnet_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	if (!shared)
		card->sync_irq = irq;
	err = snd_pcm_new(card, "linnet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &linnet_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
