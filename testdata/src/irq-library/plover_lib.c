// SPDX-License-Identifier: GPL-2.0
/*
 * The library requests the IRQ that it is told, and stores its number. A card that requests one more and stores that
 * takes the place away: the finding names that card.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "plover.h"

static irqreturn_t plover_interrupt(int irq, void *dev_id)
{
	struct plover *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int plover_open(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops plover_ops = { /* want PCM001 */ /* status unsynced */ /* context irq plover_interrupt */
	.open = plover_open,
};

int plover_create(struct snd_card *card, struct plover *chip, int irq)
{
	int err = request_irq(irq, plover_interrupt, IRQF_SHARED, "plover", chip);

	if (err < 0)
		return err;
	chip->irq = irq;
	card->sync_irq = chip->irq;
	return 0;
}
EXPORT_SYMBOL(plover_create);

int plover_pcm(struct snd_card *card, struct plover *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "plover", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &plover_ops);
	return 0;
}
EXPORT_SYMBOL(plover_pcm);

MODULE_LICENSE("GPL");
