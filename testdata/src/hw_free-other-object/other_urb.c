// SPDX-License-Identifier: GPL-2.0
/* hw_free kills the URB of the MIDI port. The audio URB is another one. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct urb *midi_urb;
	struct usb_device *dev;
	struct urb *urb;
	struct usb_anchor anchor;
};

static void siskin_complete(struct urb *urb)
{
	struct siskin *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
}

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t siskin_pointer(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static void siskin_midi(struct urb *urb)
{
	usb_submit_urb(urb, GFP_ATOMIC);
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	usb_kill_urb(chip->midi_urb);
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM002 */
	.open = siskin_open,
	.hw_free = siskin_hw_free,
	.trigger = siskin_trigger,
	.pointer = siskin_pointer,
};

int siskin_create(struct siskin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "siskin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	usb_fill_bulk_urb(chip->midi_urb, chip->dev, usb_rcvbulkpipe(chip->dev, 2), NULL, 0, siskin_midi, chip);
	usb_fill_bulk_urb(chip->urb, chip->dev, usb_rcvbulkpipe(chip->dev, 1), NULL, 0, siskin_complete, chip);
	return 0;
}

MODULE_LICENSE("GPL");
