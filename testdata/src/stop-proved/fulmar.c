// SPDX-License-Identifier: GPL-2.0
/* free_irq() waits for the handler, too, before it gives the IRQ back. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct fulmar {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t fulmar_interrupt(int irq, void *dev_id)
{
	struct fulmar *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int fulmar_open(struct snd_pcm_substream *substream)
{
	struct fulmar *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int fulmar_sync_stop(struct snd_pcm_substream *substream)
{
	struct fulmar *chip = snd_pcm_substream_chip(substream);

	free_irq(chip->irq, chip);
	return 0;
}

static const struct snd_pcm_ops fulmar_ops = { /* status synced proved */ /* context irq fulmar_interrupt */
	.open = fulmar_open,
	.sync_stop = fulmar_sync_stop,
};

int fulmar_create(struct snd_card *card, struct fulmar *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, fulmar_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "fulmar", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &fulmar_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
