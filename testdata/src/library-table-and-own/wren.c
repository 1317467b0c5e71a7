// SPDX-License-Identifier: GPL-2.0
/*
 * This driver has a table of its own and the library's for a second device: what its handler ends are the streams that it
 * opened itself.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "hedge.h"

static irqreturn_t wren_interrupt(int irq, void *dev_id)
{
	struct hedge *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int wren_open(struct snd_pcm_substream *substream)
{
	struct hedge *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int wren_sync_stop(struct snd_pcm_substream *substream)
{
	struct hedge *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops wren_ops = { /* status synced proved */ /* context irq wren_interrupt */
	.open = wren_open,
	.sync_stop = wren_sync_stop,
};

int wren_create(struct hedge *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "wren", 1, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wren_ops);
	err = hedge_pcm(chip);
	if (err < 0)
		return err;
	return request_irq(chip->irq, wren_interrupt, IRQF_SHARED, "wren", chip);
}

MODULE_LICENSE("GPL");
