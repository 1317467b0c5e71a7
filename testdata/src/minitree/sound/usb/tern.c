// SPDX-License-Identifier: GPL-2.0
/*
 * The completion of an URB ends periods. trigger unlinks the URBs without waiting; only hw_free
 * waits, by hand. The core calls .sync_stop before prepare and hw_params too, and that is where
 * the wait belongs.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct tern {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	struct urb *urbs[2];
	u8 buffer[2][512];
};

static void tern_complete(struct urb *urb)
{
	struct tern *chip = urb->context;

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static int tern_open(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int tern_close(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int tern_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct tern *chip = snd_pcm_substream_chip(substream);
	int i;

	for (i = 0; i < 2; i++) {
		if (cmd == SNDRV_PCM_TRIGGER_START)
			usb_submit_urb(chip->urbs[i], GFP_ATOMIC);
		else
			usb_unlink_urb(chip->urbs[i]);
	}
	return 0;
}

static int tern_hw_free(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);
	int i;

	for (i = 0; i < 2; i++)
		usb_kill_urb(chip->urbs[i]); /* want PCM003 */
	return 0;
}

static snd_pcm_uframes_t tern_pointer(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops tern_ops = { /* want PCM002 */
	.open = tern_open,
	.close = tern_close,
	.hw_free = tern_hw_free,
	.trigger = tern_trigger,
	.pointer = tern_pointer,
};

int tern_create(struct snd_card *card, struct tern *chip)
{
	struct snd_pcm *pcm;
	int err;
	int i;

	err = snd_pcm_new(card, "tern", 0, 0, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &tern_ops);
	for (i = 0; i < 2; i++)
		usb_fill_bulk_urb(chip->urbs[i], chip->dev, 1, chip->buffer[i], 512, tern_complete, chip);
	return 0;
}

MODULE_LICENSE("GPL");
