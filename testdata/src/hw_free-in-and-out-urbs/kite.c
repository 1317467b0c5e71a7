// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free kills the incoming and the outgoing URBs. Only the completion of the incoming ones ends
 * periods, so only that wait is a finding.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct kite_urb {
	struct urb *instance;
	u8 buffer[64];
};

struct kite {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	struct kite_urb in[4];
	struct kite_urb out[4];
};

static void kite_in(struct urb *urb)
{
	struct kite *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static void kite_out(struct urb *urb)
{
	usb_submit_urb(urb, GFP_ATOMIC);
}

static int kite_open(struct snd_pcm_substream *substream)
{
	struct kite *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kite_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kite *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kite_pointer(struct snd_pcm_substream *substream)
{
	struct kite *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int kite_hw_free(struct snd_pcm_substream *substream)
{
	struct kite *chip = snd_pcm_substream_chip(substream);
	int i;

	for (i = 0; i < 4; i++) {
		usb_kill_urb(chip->in[i].instance); /* want PCM003 */
		usb_kill_urb(chip->out[i].instance);
	}
	return 0;
}

static const struct snd_pcm_ops kite_ops = { /* want PCM002 */ /* context urb kite_in */
	.open = kite_open,
	.hw_free = kite_hw_free,
	.trigger = kite_trigger,
	.pointer = kite_pointer,
};

int kite_create(struct kite *chip, struct snd_card *card)
{
	int i;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "kite", 0, 0, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &kite_ops);
	for (i = 0; i < 4; i++) {
		usb_fill_bulk_urb(chip->in[i].instance, chip->dev, usb_rcvbulkpipe(chip->dev, 1),
				  chip->in[i].buffer, 64, kite_in, chip);
		usb_fill_bulk_urb(chip->out[i].instance, chip->dev, usb_sndbulkpipe(chip->dev, 2),
				  chip->out[i].buffer, 64, kite_out, chip);
	}
	return 0;
}

MODULE_LICENSE("GPL");
