// SPDX-License-Identifier: GPL-2.0
/*
 * .sync_stop flushes the work that trigger(STOP) queues, and that kills the URBs: a wait for a work that itself
 * waits.
 */
#include <linux/module.h>
#include <linux/usb.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct auk {
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	unsigned int pipe;
	void *buffer;
	struct urb *urbs[4];
	struct work_struct stop;
};

static void auk_complete(struct urb *urb)
{
	struct auk *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFauk_ATOMIC);
}

static void auk_kill(struct auk *chip)
{
	int i;

	for (i = 0; i < 4; i++)
		usb_kill_urb(chip->urbs[i]);
}

static void auk_stop_work(struct work_struct *work)
{
	auk_kill(container_of(work, struct auk, stop));
}

static int auk_open(struct snd_pcm_substream *substream)
{
	struct auk *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int auk_sync_stop(struct snd_pcm_substream *substream)
{
	struct auk *chip = snd_pcm_substream_chip(substream);

	flush_work(&chip->stop);
	return 0;
}

static const struct snd_pcm_ops auk_ops = { /* status synced proved */ /* context urb auk_complete */
	.open = auk_open,
	.sync_stop = auk_sync_stop,
};

int auk_create(struct snd_card *card, struct auk *chip)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->stop, auk_stop_work);
	for (err = 0; err < 4; err++)
		usb_fill_bulk_urb(chip->urbs[err], chip->dev, chip->pipe, chip->buffer, 512, auk_complete, chip);
	err = snd_pcm_new(card, "auk", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &auk_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
