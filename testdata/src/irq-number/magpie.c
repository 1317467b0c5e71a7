// SPDX-License-Identifier: GPL-2.0
/* Stored after the card was registered: a note. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct magpie {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t magpie_interrupt(int irq, void *dev_id)
{
	struct magpie *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int magpie_open(struct snd_pcm_substream *substream)
{
	struct magpie *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops magpie_ops = { /* status synced proved */ /* context irq magpie_interrupt */ /* note after snd_card_register() */
	.open = magpie_open,
};

int magpie_create(struct snd_card *card, struct magpie *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, magpie_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_card_register(card);
	if (err < 0)
		return err;
	card->sync_irq = irq;
	err = snd_pcm_new(card, "magpie", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &magpie_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
