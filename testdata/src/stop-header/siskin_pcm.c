// SPDX-License-Identifier: GPL-2.0
/* The body of each function that .sync_stop leads to is at hand, in a header and in another file: none of them waits. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "siskin.h"

static irqreturn_t siskin_interrupt(int irq, void *dev_id)
{
	struct siskin *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int siskin_sync_stop(struct snd_pcm_substream *substream)
{
	siskin_halt(snd_pcm_substream_chip(substream));
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM001 */ /* status unsynced */ /* context irq siskin_interrupt */
	.open = siskin_open,
	.sync_stop = siskin_sync_stop,
};

int siskin_create(struct snd_card *card, struct siskin *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, siskin_interrupt, IRQF_SHARED, "siskin", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "siskin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
