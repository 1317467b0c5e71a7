// SPDX-License-Identifier: GPL-2.0
/*
 * The URB completion counts down behind snd_pcm_period_elapsed(), .prepare counts up, and .sync_stop sleeps as
 * long as a helper says that some are under way.
 */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct bittern {
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	unsigned int pipe;
	void *buffer;
	struct urb *urbs[4];
	atomic_t under_way;
};

static void bittern_complete(struct urb *urb)
{
	struct bittern *chip = urb->context;

	if (!urb->status)
		snd_pcm_period_elapsed(chip->substream);
	atomic_dec(&chip->under_way);
}

static int bittern_busy(struct bittern *chip)
{
	return atomic_read(&chip->under_way) > 0;
}

static int bittern_prepare(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);
	int i;

	for (i = 0; i < 4; i++) {
		atomic_inc(&chip->under_way);
		usb_submit_urb(chip->urbs[i], GFbittern_KERNEL);
	}
	return 0;
}

static int bittern_open(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bittern_sync_stop(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	while (bittern_busy(chip))
		usleep_range(100, 200);
	return 0;
}

static const struct snd_pcm_ops bittern_ops = { /* status synced proved */ /* context urb bittern_complete */
	.open = bittern_open,
	.prepare = bittern_prepare,
	.sync_stop = bittern_sync_stop,
};

int bittern_create(struct snd_card *card, struct bittern *chip)
{
	struct snd_pcm *pcm;
	int err;

	for (err = 0; err < 4; err++)
		usb_fill_bulk_urb(chip->urbs[err], chip->dev, chip->pipe, chip->buffer, 512, bittern_complete, chip);
	err = snd_pcm_new(card, "bittern", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bittern_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
