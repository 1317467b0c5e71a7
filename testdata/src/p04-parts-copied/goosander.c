// SPDX-License-Identifier: GPL-2.0
/* What is stored in one part of the chip is copied to the part that the handler reads. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct goosander_stream {
	void (*end)(struct snd_pcm_substream *substream);
	struct snd_pcm_substream *substream;
};

struct goosander {
	void __iomem *regs;
	struct goosander_stream first, second, many[2];
	int irq;
};

static void goosander_end(struct snd_pcm_substream *substream)
{
	snd_pcm_period_elapsed(substream);
}

static irqreturn_t goosander_interrupt(int irq, void *dev_id)
{
	struct goosander *chip = dev_id;

	chip->second.end(chip->second.substream);
	return IRQ_HANDLED;
}

static int goosander_open(struct snd_pcm_substream *substream)
{
	struct goosander *chip = snd_pcm_substream_chip(substream);

	chip->first.substream = substream;
	chip->second = chip->first;
	return 0;
}

static int goosander_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct goosander *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t goosander_pointer(struct snd_pcm_substream *substream)
{
	struct goosander *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops goosander_ops = { /* want PCM001 */ /* context irq goosander_interrupt */
	.open = goosander_open,
	.trigger = goosander_trigger,
	.pointer = goosander_pointer,
};

int goosander_create(struct goosander *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "goosander", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &goosander_ops);
	chip->first.end = goosander_end;
	return request_irq(chip->irq, goosander_interrupt, 0, "goosander", chip);
}

MODULE_LICENSE("GPL");
