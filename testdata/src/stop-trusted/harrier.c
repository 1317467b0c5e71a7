// SPDX-License-Identifier: GPL-2.0
/* .sync_stop calls a function of which only the declaration is at hand. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct harrier {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t harrier_interrupt(int irq, void *dev_id)
{
	struct harrier *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

void harrier_bus_drain(struct harrier *chip);

static int harrier_open(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int harrier_sync_stop(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	harrier_bus_drain(chip);
	return 0;
}

static const struct snd_pcm_ops harrier_ops = { /* status synced trusted */ /* context irq harrier_interrupt */
	.open = harrier_open,
	.sync_stop = harrier_sync_stop,
};

int harrier_create(struct snd_card *card, struct harrier *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, harrier_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "harrier", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &harrier_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
