// SPDX-License-Identifier: GPL-2.0
/*
 * The handler completes before it calls snd_pcm_period_elapsed(): the wait may be over while the call still
 * runs.
 */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct jacana {
	struct snd_pcm_substream *substream;
	int irq;
	struct completion idle;
};

static irqreturn_t jacana_interrupt(int irq, void *dev_id)
{
	struct jacana *chip = dev_id;

	complete(&chip->idle);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int jacana_open(struct snd_pcm_substream *substream)
{
	struct jacana *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int jacana_sync_stop(struct snd_pcm_substream *substream)
{
	struct jacana *chip = snd_pcm_substream_chip(substream);

	reinit_completion(&chip->idle);
	wait_for_completion(&chip->idle);
	return 0;
}

static const struct snd_pcm_ops jacana_ops = { /* status synced trusted */ /* context irq jacana_interrupt */
	.open = jacana_open,
	.sync_stop = jacana_sync_stop,
};

int jacana_create(struct snd_card *card, struct jacana *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	init_completion(&chip->idle);
	err = request_irq(irq, jacana_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "jacana", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &jacana_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
