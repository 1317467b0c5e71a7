// SPDX-License-Identifier: GPL-2.0
/* The handler gives the lock back before it calls snd_pcm_period_elapsed(). */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct ibis {
	struct snd_pcm_substream *substream;
	int irq;
	bool running;
	spinlock_t lock;
};

static irqreturn_t ibis_interrupt(int irq, void *dev_id)
{
	struct ibis *chip = dev_id;
	bool ended;

	spin_lock(&chip->lock);
	ended = chip->running;
	spin_unlock(&chip->lock);
	if (ended)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int ibis_open(struct snd_pcm_substream *substream)
{
	struct ibis *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int ibis_sync_stop(struct snd_pcm_substream *substream)
{
	struct ibis *chip = snd_pcm_substream_chip(substream);

	spin_lock_irq(&chip->lock);
	chip->running = false;
	spin_unlock_irq(&chip->lock);
	return 0;
}

static const struct snd_pcm_ops ibis_ops = { /* status synced trusted */ /* context irq ibis_interrupt */
	.open = ibis_open,
	.sync_stop = ibis_sync_stop,
};

int ibis_create(struct snd_card *card, struct ibis *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	err = request_irq(irq, ibis_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "ibis", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ibis_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
