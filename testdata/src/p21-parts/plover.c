// SPDX-License-Identifier: GPL-2.0
/*
 * Two tables; an inline function of the header is given the address of one of them and stores a .sync_stop in it.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "plover_compat.h"

struct plover {
	struct snd_pcm_substream *out;
	struct snd_pcm_substream *in;
	int irq;
};

static irqreturn_t plover_interrupt(int irq, void *dev_id)
{
	struct plover *bird = dev_id;

	snd_pcm_period_elapsed(bird->out);
	snd_pcm_period_elapsed(bird->in);
	return IRQ_HANDLED;
}

static int plover_open_out(struct snd_pcm_substream *substream)
{
	struct plover *bird = snd_pcm_substream_chip(substream);

	bird->out = substream;
	return 0;
}

static int plover_open_in(struct snd_pcm_substream *substream)
{
	struct plover *bird = snd_pcm_substream_chip(substream);

	bird->in = substream;
	return 0;
}

static int plover_sync_stop(struct snd_pcm_substream *substream)
{
	struct plover *bird = snd_pcm_substream_chip(substream);

	synchronize_irq(bird->irq);
	return 0;
}

static struct snd_pcm_ops plover_out_ops = { /* status synced proved */
	.open = plover_open_out,
};

static struct snd_pcm_ops plover_in_ops = { /* want PCM001 */
	.open = plover_open_in,
};

int plover_create(struct snd_pcm *pcm, struct plover *bird, int irq)
{
	bird->irq = irq;
	pcm->private_data = bird;
	plover_set_sync_stop(&plover_out_ops, plover_sync_stop);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &plover_out_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &plover_in_ops);
	return request_irq(bird->irq, plover_interrupt, IRQF_SHARED, "plover", bird);
}
