// SPDX-License-Identifier: GPL-2.0
/* Only -1 is ever stored. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct lapwing {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t lapwing_interrupt(int irq, void *dev_id)
{
	struct lapwing *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int lapwing_open(struct snd_pcm_substream *substream)
{
	struct lapwing *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops lapwing_ops = { /* want PCM001 */ /* status unsynced */ /* context irq lapwing_interrupt */
	.open = lapwing_open,
};

int lapwing_create(struct snd_card *card, struct lapwing *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, lapwing_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	card->sync_irq = -1;
	err = snd_pcm_new(card, "lapwing", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &lapwing_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
