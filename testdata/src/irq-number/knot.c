// SPDX-License-Identifier: GPL-2.0
/* The number goes through a helper that requests and one that stores: followed through arguments and copies. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct knot {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t knot_interrupt(int irq, void *dev_id)
{
	struct knot *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int knot_acquire(struct snd_card *card, struct knot *chip, int number)
{
	int err = request_irq(number, knot_interrupt, IRQF_SHARED, "knot", chip);

	if (err < 0)
		return err;
	chip->irq = number;
	return 0;
}

static void knot_sync(struct snd_card *card, int line)
{
	card->sync_irq = line;
}

static int knot_open(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops knot_ops = { /* status synced proved */ /* context irq knot_interrupt */
	.open = knot_open,
};

int knot_create(struct snd_card *card, struct knot *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = knot_acquire(card, chip, irq);
	if (err < 0)
		return err;
	knot_sync(card, chip->irq);
	err = snd_pcm_new(card, "knot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &knot_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
