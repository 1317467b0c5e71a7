// SPDX-License-Identifier: GPL-2.0
/*
 * A piece of the handler's body stands in a file of its own. It is read as a file and means nothing there: that it ends
 * periods must not go unsaid.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct godwit {
	struct snd_pcm_substream *running;
};

static irqreturn_t godwit_interrupt(int irq, void *dev_id)
{
	struct godwit *bird = dev_id;

#include "godwit_body.inc"
	return IRQ_HANDLED;
}

static int godwit_open(struct snd_pcm_substream *substream)
{
	struct godwit *bird = snd_pcm_substream_chip(substream);

	bird->running = substream;
	return 0;
}

static const struct snd_pcm_ops godwit_ops = { /* status unknown */
	.open = godwit_open,
};

int godwit_create(struct snd_pcm *pcm, struct godwit *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &godwit_ops);
	return request_irq(irq, godwit_interrupt, IRQF_SHARED, "godwit", bird);
}
