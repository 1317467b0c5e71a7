// SPDX-License-Identifier: GPL-2.0
/*
 * A macro builds the tables: the name in its argument is the name of the table, and its place is
 * the line of the use.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct wheatear {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t wheatear_interrupt(int irq, void *dev_id)
{
	struct wheatear *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int wheatear_open(struct snd_pcm_substream *substream)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int wheatear_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t wheatear_pointer(struct snd_pcm_substream *substream)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

#define WHEATEAR_OPS(name) \
static const struct snd_pcm_ops name = { \
	.open = wheatear_open, \
	.trigger = wheatear_trigger, \
	.pointer = wheatear_pointer, \
}

WHEATEAR_OPS(wheatear_front_ops); /* want PCM001 */
WHEATEAR_OPS(wheatear_rear_ops); /* want PCM001 */

int wheatear_create(struct wheatear *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "wheatear", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wheatear_front_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &wheatear_rear_ops);
	return request_irq(chip->irq, wheatear_interrupt, IRQF_SHARED, "wheatear", chip);
}

MODULE_LICENSE("GPL");
