// SPDX-License-Identifier: GPL-2.0
/*
 * The table is a pattern: the chip keeps a copy of it, made by memcpy(), in which .sync_stop is set. No
 * stream is opened through the pattern.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/string.h>
#include <sound/pcm.h>

struct knot {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_pcm_ops ops;
	int irq;
};

static irqreturn_t knot_interrupt(int irq, void *dev_id)
{
	struct knot *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int knot_open(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int knot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t knot_pointer(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int knot_sync_stop(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops knot_ops = { /* status no-async */
	.open = knot_open,
	.trigger = knot_trigger,
	.pointer = knot_pointer,
};

int knot_create(struct knot *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "knot", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	memcpy(&chip->ops, &knot_ops, sizeof(chip->ops)); /* status synced */ /* context irq knot_interrupt */
	chip->ops.sync_stop = knot_sync_stop;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &chip->ops);
	return request_irq(chip->irq, knot_interrupt, 0, "knot", chip);
}

MODULE_LICENSE("GPL");
