// SPDX-License-Identifier: GPL-2.0
/* Registration by a field: urb->complete = f. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/usb.h>
#include <sound/pcm.h>

struct razorbill {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct urb *urb;
};

static void razorbill_done(struct urb *urb)
{
	struct razorbill *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
}

static int razorbill_open(struct snd_pcm_substream *substream)
{
	struct razorbill *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int razorbill_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct razorbill *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t razorbill_pointer(struct snd_pcm_substream *substream)
{
	struct razorbill *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops razorbill_ops = { /* want PCM002 */ /* context urb razorbill_done */
	.open = razorbill_open,
	.trigger = razorbill_trigger,
	.pointer = razorbill_pointer,
};

int razorbill_create(struct razorbill *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "razorbill", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &razorbill_ops);
	chip->urb->context = chip;
	chip->urb->complete = razorbill_done;
	return 0;
}

MODULE_LICENSE("GPL");
