// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free waits by usb_kill_anchored_urbs() for what ends the periods, because nothing else does:
 * .sync_stop is the place for that.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct ruff {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct usb_device *dev;
	struct urb *urb;
	struct usb_anchor anchor;
};

static void ruff_complete(struct urb *urb)
{
	struct ruff *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
}

static int ruff_open(struct snd_pcm_substream *substream)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int ruff_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t ruff_pointer(struct snd_pcm_substream *substream)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int ruff_hw_free(struct snd_pcm_substream *substream)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	usb_kill_anchored_urbs(&chip->anchor); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops ruff_ops = { /* want PCM002 */
	.open = ruff_open,
	.hw_free = ruff_hw_free,
	.trigger = ruff_trigger,
	.pointer = ruff_pointer,
};

int ruff_create(struct ruff *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ruff", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ruff_ops);
	init_usb_anchor(&chip->anchor);
	usb_fill_bulk_urb(chip->urb, chip->dev, usb_rcvbulkpipe(chip->dev, 1), NULL, 0, ruff_complete, chip);
	usb_anchor_urb(chip->urb, &chip->anchor);
	return 0;
}

MODULE_LICENSE("GPL");
