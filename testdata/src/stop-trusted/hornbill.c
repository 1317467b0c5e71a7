// SPDX-License-Identifier: GPL-2.0
/*
 * The lock that is taken is that of the IRQ handler, and the work that it queues ends the periods. A lock may be anyone's: it
 * is no evidence that nobody waits for the work.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hornbill {
	struct snd_pcm_substream *substream;
	int irq;
	spinlock_t lock;
	unsigned int count;
	struct work_struct period;
};

static void hornbill_period(struct work_struct *work)
{
	struct hornbill *chip = container_of(work, struct hornbill, period);

	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t hornbill_interrupt(int irq, void *dev_id)
{
	struct hornbill *chip = dev_id;

	spin_lock(&chip->lock);
	chip->count++;
	spin_unlock(&chip->lock);
	schedule_work(&chip->period);
	return IRQ_HANDLED;
}

static int hornbill_open(struct snd_pcm_substream *substream)
{
	struct hornbill *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hornbill_sync_stop(struct snd_pcm_substream *substream)
{
	struct hornbill *chip = snd_pcm_substream_chip(substream);

	spin_lock_irq(&chip->lock);
	chip->count = 0;
	spin_unlock_irq(&chip->lock);
	return 0;
}

static const struct snd_pcm_ops hornbill_ops = { /* status synced trusted */ /* context work hornbill_period */
	.open = hornbill_open,
	.sync_stop = hornbill_sync_stop,
};

int hornbill_create(struct snd_card *card, struct hornbill *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	INIT_WORK(&chip->period, hornbill_period);
	err = request_irq(irq, hornbill_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "hornbill", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hornbill_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
