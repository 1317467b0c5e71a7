// SPDX-License-Identifier: GPL-2.0
/*
 * The interrupt that ends periods is the card's, so it is waited for. A function that is exported and that no one here calls
 * ends them, too: who does is not known, and neither is whether anyone waits.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct smew {
	struct snd_pcm_substream *running;
};

static void smew_flush(struct smew *bird)
{
	snd_pcm_period_elapsed(bird->running);
}

static irqreturn_t smew_interrupt(int irq, void *dev_id)
{
	smew_flush(dev_id);
	return IRQ_HANDLED;
}

void smew_drained(struct smew *bird)
{
	smew_flush(bird);
}
EXPORT_SYMBOL_GPL(smew_drained);

static int smew_open(struct snd_pcm_substream *substream)
{
	struct smew *bird = snd_pcm_substream_chip(substream);

	bird->running = substream;
	return 0;
}

static const struct snd_pcm_ops smew_ops = { /* status unknown */ /* context irq smew_interrupt */
	.open = smew_open,
};

int smew_create(struct snd_pcm *pcm, struct smew *bird, int irq)
{
	int err = request_irq(irq, smew_interrupt, IRQF_SHARED, "smew", bird);

	if (err)
		return err;
	pcm->card->sync_irq = irq;
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &smew_ops);
	return 0;
}
