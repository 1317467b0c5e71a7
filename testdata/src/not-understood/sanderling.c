// SPDX-License-Identifier: GPL-2.0
/*
 * The wait is spelled with half a macro, which no parser reads before the preprocessor has. Whether the callback waits is
 * not known, and that is what is said.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define WITH_IRQ_OF ((struct sanderling *)

struct sanderling {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t sanderling_interrupt(int irq, void *dev_id)
{
	struct sanderling *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int sanderling_open(struct snd_pcm_substream *substream)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int sanderling_sync_stop(struct snd_pcm_substream *substream)
{
	synchronize_irq WITH_IRQ_OF snd_pcm_substream_chip(substream))->irq );
	return 0;
}

static const struct snd_pcm_ops sanderling_ops = { /* status unknown */ /* context irq sanderling_interrupt */
	.open = sanderling_open,
	.sync_stop = sanderling_sync_stop,
};

int sanderling_create(struct snd_card *card, struct sanderling *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "sanderling", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &sanderling_ops);
	return request_irq(chip->irq, sanderling_interrupt, IRQF_SHARED, "sanderling", chip);
}
