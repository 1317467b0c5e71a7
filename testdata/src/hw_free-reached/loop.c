// SPDX-License-Identifier: GPL-2.0
/* hw_free kills the URBs in a loop. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct snipe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct urb *urbs[4];
	struct usb_device *dev;
	struct urb *urb;
	struct usb_anchor anchor;
};

static void snipe_complete(struct urb *urb)
{
	struct snipe *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
}

static int snipe_open(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int snipe_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t snipe_pointer(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int snipe_hw_free(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);
	int i;

	for (i = 0; i < 4; i++)
		usb_kill_urb(chip->urbs[i]); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops snipe_ops = { /* want PCM002 */
	.open = snipe_open,
	.hw_free = snipe_hw_free,
	.trigger = snipe_trigger,
	.pointer = snipe_pointer,
};

int snipe_create(struct snipe *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "snipe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &snipe_ops);
	for (int i = 0; i < 4; i++)
		usb_fill_bulk_urb(chip->urbs[i], chip->dev, usb_rcvbulkpipe(chip->dev, 1), NULL, 0,
				  snipe_complete, chip);
	return 0;
}

MODULE_LICENSE("GPL");
