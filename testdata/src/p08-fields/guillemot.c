// SPDX-License-Identifier: GPL-2.0
/*
 * Registration by a field: req->complete = f of a USB gadget request, which is a callback of the
 * UDC driver and no URB.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb/gadget.h>
#include <sound/pcm.h>

struct guillemot {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct usb_ep *ep;
	struct usb_request *req;
};

static void guillemot_complete(struct usb_ep *ep, struct usb_request *req)
{
	struct guillemot *chip = req->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_ep_queue(ep, req, GFP_ATOMIC);
}

static int guillemot_open(struct snd_pcm_substream *substream)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int guillemot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t guillemot_pointer(struct snd_pcm_substream *substream)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops guillemot_ops = { /* want PCM002 */ /* context callback guillemot_complete */
	.open = guillemot_open,
	.trigger = guillemot_trigger,
	.pointer = guillemot_pointer,
};

int guillemot_create(struct guillemot *chip, struct snd_card *card)
{
	struct usb_request *req;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "guillemot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &guillemot_ops);
	req = usb_ep_alloc_request(chip->ep, GFP_KERNEL);
	req->context = chip;
	req->complete = guillemot_complete;
	chip->req = req;
	return 0;
}

MODULE_LICENSE("GPL");
