// SPDX-License-Identifier: GPL-2.0
/*
 * The same header is included, and nobody calls its function: nothing is stored for this driver.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "compat.h"

struct towhee {
	struct snd_pcm_substream *substream;
};

static irqreturn_t towhee_interrupt(int irq, void *dev_id)
{
	struct towhee *bird = dev_id;

	snd_pcm_period_elapsed(bird->substream);
	return IRQ_HANDLED;
}

static int towhee_open(struct snd_pcm_substream *substream)
{
	struct towhee *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	return 0;
}

static const struct snd_pcm_ops towhee_ops = { /* want PCM001 */
	.open = towhee_open,
};

int towhee_create(struct snd_card *card, struct snd_pcm *pcm, struct towhee *bird, int irq)
{
	int err = request_irq(irq, towhee_interrupt, IRQF_SHARED, "towhee", bird);

	if (err)
		return err;

	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &towhee_ops);
	return 0;
}
