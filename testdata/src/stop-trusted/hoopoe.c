// SPDX-License-Identifier: GPL-2.0
/* The handler holds the lock and tests nothing under it that the stop has cleared: it may come once more. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hoopoe {
	struct snd_pcm_substream *substream;
	int irq;
	spinlock_t lock;
};

static irqreturn_t hoopoe_interrupt(int irq, void *dev_id)
{
	struct hoopoe *chip = dev_id;

	spin_lock(&chip->lock);
	snd_pcm_period_elapsed(chip->substream);
	spin_unlock(&chip->lock);
	return IRQ_HANDLED;
}

static int hoopoe_open(struct snd_pcm_substream *substream)
{
	struct hoopoe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hoopoe_sync_stop(struct snd_pcm_substream *substream)
{
	struct hoopoe *chip = snd_pcm_substream_chip(substream);

	spin_lock_irq(&chip->lock);
	spin_unlock_irq(&chip->lock);
	return 0;
}

static const struct snd_pcm_ops hoopoe_ops = { /* status synced trusted */ /* context irq hoopoe_interrupt */
	.open = hoopoe_open,
	.sync_stop = hoopoe_sync_stop,
};

int hoopoe_create(struct snd_card *card, struct hoopoe *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	err = request_irq(irq, hoopoe_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "hoopoe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hoopoe_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
