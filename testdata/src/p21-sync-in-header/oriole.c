// SPDX-License-Identifier: GPL-2.0
/*
 * A header's inline function stores card->sync_irq; this driver calls it.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "compat.h"

struct oriole {
	struct snd_pcm_substream *substream;
};

static irqreturn_t oriole_interrupt(int irq, void *dev_id)
{
	struct oriole *bird = dev_id;

	snd_pcm_period_elapsed(bird->substream);
	return IRQ_HANDLED;
}

static int oriole_open(struct snd_pcm_substream *substream)
{
	struct oriole *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	return 0;
}

static const struct snd_pcm_ops oriole_ops = { /* status synced */
	.open = oriole_open,
};

int oriole_create(struct snd_card *card, struct snd_pcm *pcm, struct oriole *bird, int irq)
{
	int err = request_irq(irq, oriole_interrupt, IRQF_SHARED, "oriole", bird);

	if (err)
		return err;
	compat_sync_irq(card, irq);
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &oriole_ops);
	return 0;
}
