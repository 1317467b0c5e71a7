// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ is requested before a lock, a wait queue and a work of its handler are initialised: the lines move in front of
 * the request. The comment that is about nothing else goes with them.
 */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whinchat {
	spinlock_t lock;
	wait_queue_head_t sleep;
	struct work_struct underrun;
	struct snd_pcm_substream *substream;
	int irq, mode;
};

static irqreturn_t whinchat_interrupt(int irq, void *dev_id)
{
	struct whinchat *chip = dev_id;

	spin_lock(&chip->lock);
	schedule_work(&chip->underrun);
	wake_up(&chip->sleep);
	spin_unlock(&chip->lock);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void whinchat_underrun(struct work_struct *work)
{
}

static int whinchat_open(struct snd_pcm_substream *substream)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int whinchat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return 0;
}

static snd_pcm_uframes_t whinchat_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops whinchat_ops = { /* status synced */
	.open = whinchat_open,
	.trigger = whinchat_trigger,
	.pointer = whinchat_pointer,
};

int whinchat_create(struct snd_card *card, struct whinchat *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	/* the line is shared */
	if (request_irq(irq, whinchat_interrupt, IRQF_SHARED, "whinchat", chip)) { /* want PCM005 */
		dev_err(card->dev, "no IRQ\n");
		return -EBUSY;
	}
	chip->irq = irq;
	card->sync_irq = irq;
	spin_lock_init(&chip->lock);
	chip->mode = 1;

	/* what the handler leaves to others */
	init_waitqueue_head(&chip->sleep); /* readers */
	INIT_WORK(&chip->underrun, whinchat_underrun);

	err = snd_pcm_new(card, "whinchat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whinchat_ops);
	return snd_card_register(card);
}
