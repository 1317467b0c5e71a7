// SPDX-License-Identifier: GPL-2.0
/*
 * The completion function of each URB is a parameter of redshank_init_urb() and is stored in the
 * URB there. Only the one for incoming data ends periods.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct redshank {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	struct urb *in;
	struct urb *out;
};

static void redshank_in_complete(struct urb *urb)
{
	struct redshank *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static void redshank_out_complete(struct urb *urb)
{
	usb_submit_urb(urb, GFP_ATOMIC);
}

static int redshank_open(struct snd_pcm_substream *substream)
{
	struct redshank *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int redshank_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct redshank *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t redshank_pointer(struct snd_pcm_substream *substream)
{
	struct redshank *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops redshank_ops = { /* want PCM002 */ /* context urb redshank_in_complete */
	.open = redshank_open,
	.trigger = redshank_trigger,
	.pointer = redshank_pointer,
};

static void redshank_init_urb(struct redshank *chip, struct urb *urb, void (*complete)(struct urb *))
{
	urb->dev = chip->dev;
	urb->context = chip;
	urb->complete = complete;
}

int redshank_create(struct redshank *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "redshank", 0, 0, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &redshank_ops);
	redshank_init_urb(chip, chip->in, redshank_in_complete);
	redshank_init_urb(chip, chip->out, redshank_out_complete);
	return 0;
}

MODULE_LICENSE("GPL");
