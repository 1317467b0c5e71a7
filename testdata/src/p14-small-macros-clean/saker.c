// SPDX-License-Identifier: GPL-2.0
/* The same macros in a driver with .sync_stop, named through one of them. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#define FN(x) saker_##x

struct saker {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t FN(interrupt)(int irq, void *dev_id)
{
	struct saker *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int saker_open(struct snd_pcm_substream *substream)
{
	struct saker *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int saker_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct saker *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t saker_pointer(struct snd_pcm_substream *substream)
{
	struct saker *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int FN(sync_stop)(struct snd_pcm_substream *substream)
{
	struct saker *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops saker_ops = { /* status synced */ /* context irq saker_interrupt */
	.open = FN(open),
	.trigger = FN(trigger),
	.sync_stop = FN(sync_stop),
	.pointer = FN(pointer),
};

int saker_create(struct saker *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "saker", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &saker_ops);
	return request_irq(chip->irq, FN(interrupt), 0, "saker", chip);
}

MODULE_LICENSE("GPL");
