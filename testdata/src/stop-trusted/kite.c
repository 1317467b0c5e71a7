// SPDX-License-Identifier: GPL-2.0
/* .sync_stop calls through a pointer that nobody at hand sets. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct kite {
	struct snd_pcm_substream *substream;
	int irq;
	void (*stop)(struct kite *chip);
};

static irqreturn_t kite_interrupt(int irq, void *dev_id)
{
	struct kite *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int kite_open(struct snd_pcm_substream *substream)
{
	struct kite *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kite_sync_stop(struct snd_pcm_substream *substream)
{
	struct kite *chip = snd_pcm_substream_chip(substream);

	chip->stop(chip);
	return 0;
}

static const struct snd_pcm_ops kite_ops = { /* status synced trusted */ /* context irq kite_interrupt */
	.open = kite_open,
	.sync_stop = kite_sync_stop,
};

int kite_create(struct snd_card *card, struct kite *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, kite_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "kite", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kite_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
