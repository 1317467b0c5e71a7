// SPDX-License-Identifier: GPL-2.0
/*
 * wait_event_timeout() on a plain counter that the completion lowers behind snd_pcm_period_elapsed(), in a
 * helper: a timeout changes nothing.
 */
#include <linux/module.h>
#include <linux/usb.h>
#include <linux/wait.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct bunting {
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	unsigned int pipe;
	void *buffer;
	struct urb *urbs[4];
	unsigned int pending;
	spinlock_t lock;
	wait_queue_head_t idle;
};

static void bunting_done(struct bunting *chip)
{
	unsigned long flags;

	spin_lock_irqsave(&chip->lock, flags);
	chip->pending--;
	spin_unlock_irqrestore(&chip->lock, flags);
	wake_up(&chip->idle);
}

static void bunting_complete(struct urb *urb)
{
	struct bunting *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	if (usb_submit_urb(urb, GFbunting_ATOMIC) < 0)
		bunting_done(chip);
}

static int bunting_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bunting *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START && !usb_submit_urb(chip->urbs[0], GFbunting_ATOMIC))
		chip->pending++;
	return 0;
}

static int bunting_open(struct snd_pcm_substream *substream)
{
	struct bunting *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bunting_sync_stop(struct snd_pcm_substream *substream)
{
	struct bunting *chip = snd_pcm_substream_chip(substream);

	wait_event_timeout(chip->idle, !chip->pending, HZ);
	return 0;
}

static const struct snd_pcm_ops bunting_ops = { /* status synced proved */ /* context urb bunting_complete */
	.open = bunting_open,
	.trigger = bunting_trigger,
	.sync_stop = bunting_sync_stop,
};

int bunting_create(struct snd_card *card, struct bunting *chip)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	init_waitqueue_head(&chip->idle);
	for (err = 0; err < 4; err++)
		usb_fill_bulk_urb(chip->urbs[err], chip->dev, chip->pipe, chip->buffer, 512, bunting_complete, chip);
	err = snd_pcm_new(card, "bunting", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bunting_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
