// SPDX-License-Identifier: GPL-2.0
/*
 * The header has the table and the handler, this file all that they need and the probe, which stores the number.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whimbrel {
	struct snd_pcm_substream *running;
};

static int whimbrel_open(struct snd_pcm_substream *substream)
{
	struct whimbrel *bird = snd_pcm_substream_chip(substream);

	bird->running = substream;
	return 0;
}

#include "whimbrel.h"

static void whimbrel_period(struct whimbrel *bird)
{
	snd_pcm_period_elapsed(bird->running);
}

int whimbrel_create(struct snd_pcm *pcm, struct whimbrel *bird, int irq)
{
	int err = request_irq(irq, whimbrel_interrupt, IRQF_SHARED, "whimbrel", bird);

	if (err)
		return err;
	pcm->card->sync_irq = irq;
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whimbrel_ops);
	return 0;
}
