// SPDX-License-Identifier: GPL-2.0
/*
 * The tables are members of larger descriptions of the chips; the name of a table is the
 * description's.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct swan {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t swan_interrupt(int irq, void *dev_id)
{
	struct swan *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int swan_open(struct snd_pcm_substream *substream)
{
	struct swan *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int swan_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct swan *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t swan_pointer(struct snd_pcm_substream *substream)
{
	struct swan *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

struct swan_chip {
	const char *name;
	struct snd_pcm_ops ops;
};

static const struct swan_chip swan_mute = { /* want PCM001 in block */
	.name = "mute swan",
	.ops = {
		.open = swan_open,
		.trigger = swan_trigger,
		.pointer = swan_pointer,
	},
};

int swan_create(struct swan *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "swan", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &swan_mute.ops);
	return request_irq(chip->irq, swan_interrupt, IRQF_SHARED, "swan", chip);
}

MODULE_LICENSE("GPL");
