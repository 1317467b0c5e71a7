// SPDX-License-Identifier: GPL-2.0
/*
 * Two modules that are never linked together use one struct from a header, and both keep a function and their
 * streams in it. This one has an IRQ that ends capture only.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "wader.h"

static void plover_period(struct wader *bird)
{
	snd_pcm_period_elapsed(bird->in);
}

static irqreturn_t plover_interrupt(int irq, void *dev_id)
{
	struct wader *bird = dev_id;

	bird->period(bird);
	return IRQ_HANDLED;
}

static int plover_out_open(struct snd_pcm_substream *substream)
{
	struct wader *bird = snd_pcm_substream_chip(substream);

	bird->out = substream;
	return 0;
}

static const struct snd_pcm_ops plover_out_ops = { /* status no-async */
	.open = plover_out_open,
};

static int plover_in_open(struct snd_pcm_substream *substream)
{
	struct wader *bird = snd_pcm_substream_chip(substream);

	bird->in = substream;
	return 0;
}

static const struct snd_pcm_ops plover_in_ops = { /* want PCM001 */ /* context irq plover_interrupt */
	.open = plover_in_open,
};

int plover_create(struct snd_card *card, struct wader *bird, int irq)
{
	struct snd_pcm *pcm;
	int err;

	bird->period = plover_period;
	err = request_irq(irq, plover_interrupt, IRQF_SHARED, "plover", bird);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "plover", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &plover_out_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &plover_in_ops);
	return 0;
}
