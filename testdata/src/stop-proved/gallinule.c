// SPDX-License-Identifier: GPL-2.0
/*
 * The handler reads the substream under the lock, and trigger(STOP) clears it there: a pointer does as well as a
 * flag.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct gallinule {
	struct snd_pcm_substream *substream;
	int irq;
	spinlock_t lock;
};

static irqreturn_t gallinule_interrupt(int irq, void *dev_id)
{
	struct gallinule *chip = dev_id;
	struct snd_pcm_substream *substream;

	spin_lock(&chip->lock);
	substream = chip->substream;
	if (substream)
		snd_pcm_period_elapsed(substream);
	spin_unlock(&chip->lock);
	return IRQ_HANDLED;
}

static int gallinule_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gallinule *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_STOP)
		WRITE_ONCE(chip->substream, NULL);
	return 0;
}

static int gallinule_open(struct snd_pcm_substream *substream)
{
	struct gallinule *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gallinule_sync_stop(struct snd_pcm_substream *substream)
{
	struct gallinule *chip = snd_pcm_substream_chip(substream);

	spin_lock_irq(&chip->lock);
	spin_unlock_irq(&chip->lock);
	return 0;
}

static const struct snd_pcm_ops gallinule_ops = { /* status synced proved */ /* context irq gallinule_interrupt */
	.open = gallinule_open,
	.trigger = gallinule_trigger,
	.sync_stop = gallinule_sync_stop,
};

int gallinule_create(struct snd_card *card, struct gallinule *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	err = request_irq(irq, gallinule_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "gallinule", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gallinule_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
