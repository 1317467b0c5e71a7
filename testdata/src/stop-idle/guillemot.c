// SPDX-License-Identifier: GPL-2.0
/* The URB that is killed is the first of the array, the one whose completion ends the periods is the second. */
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct guillemot {
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	unsigned int pipe;
	void *buffer;
	struct urb *urbs[4];
};

static void guillemot_complete(struct urb *urb)
{
	struct guillemot *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
}

static void guillemot_control(struct urb *urb)
{
	usb_submit_urb(urb, GFguillemot_ATOMIC);
}

static int guillemot_open(struct snd_pcm_substream *substream)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int guillemot_sync_stop(struct snd_pcm_substream *substream)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	usb_kill_urb(chip->urbs[0]);
	return 0;
}

static const struct snd_pcm_ops guillemot_ops = { /* want PCM002 */ /* status unsynced */ /* context urb guillemot_complete */
	.open = guillemot_open,
	.sync_stop = guillemot_sync_stop,
};

int guillemot_create(struct snd_card *card, struct guillemot *chip)
{
	struct snd_pcm *pcm;
	int err;

	usb_fill_bulk_urb(chip->urbs[0], chip->dev, chip->pipe, chip->buffer, 64, guillemot_control, chip);
	usb_fill_bulk_urb(chip->urbs[1], chip->dev, chip->pipe, chip->buffer, 512, guillemot_complete, chip);
	err = snd_pcm_new(card, "guillemot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &guillemot_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
