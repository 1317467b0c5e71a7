// SPDX-License-Identifier: GPL-2.0
/* usb_kill_anchored_urbs() on the anchor that the URBs are put on. */
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct darter {
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	unsigned int pipe;
	void *buffer;
	struct urb *urbs[4];
	struct usb_anchor anchor;
};

static void darter_complete(struct urb *urb)
{
	struct darter *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
}

static int darter_prepare(struct snd_pcm_substream *substream)
{
	struct darter *chip = snd_pcm_substream_chip(substream);

	usb_anchor_urb(chip->urbs[0], &chip->anchor);
	return usb_submit_urb(chip->urbs[0], GFdarter_KERNEL);
}

static int darter_open(struct snd_pcm_substream *substream)
{
	struct darter *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int darter_sync_stop(struct snd_pcm_substream *substream)
{
	struct darter *chip = snd_pcm_substream_chip(substream);

	usb_kill_anchored_urbs(&chip->anchor);
	return 0;
}

static const struct snd_pcm_ops darter_ops = { /* status synced proved */ /* context urb darter_complete */
	.open = darter_open,
	.prepare = darter_prepare,
	.sync_stop = darter_sync_stop,
};

int darter_create(struct snd_card *card, struct darter *chip)
{
	struct snd_pcm *pcm;
	int err;

	init_usb_anchor(&chip->anchor);
	for (err = 0; err < 4; err++)
		usb_fill_bulk_urb(chip->urbs[err], chip->dev, chip->pipe, chip->buffer, 512, darter_complete, chip);
	err = snd_pcm_new(card, "darter", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &darter_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
