// SPDX-License-Identifier: GPL-2.0
/* The completion of an URB ends the period. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct urb_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	struct urb *urb;
	u8 buffer[64];
};

static void urb_faulty_complete(struct urb *urb)
{
	struct urb_faulty *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static int urb_faulty_open(struct snd_pcm_substream *substream)
{
	struct urb_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int urb_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct urb_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t urb_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct urb_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops urb_faulty_ops = { /* want PCM002 */ /* context urb urb_faulty_complete */
	.open = urb_faulty_open,
	.trigger = urb_faulty_trigger,
	.pointer = urb_faulty_pointer,
};

int urb_faulty_create(struct urb_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "urb_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &urb_faulty_ops);
	usb_fill_bulk_urb(chip->urb, chip->dev, usb_rcvbulkpipe(chip->dev, 1),
			  chip->buffer, sizeof(chip->buffer), urb_faulty_complete, chip);
	return 0;
}

MODULE_LICENSE("GPL");
