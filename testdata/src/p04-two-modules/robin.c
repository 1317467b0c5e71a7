// SPDX-License-Identifier: GPL-2.0
/*
 * robin and nightingale are two modules that never meet in one kernel image by linking; both have
 * a struct voice with a field interrupt. Here the IRQ handler calls it, and it only counts.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct voice {
	void (*interrupt)(struct voice *voice);
	struct snd_pcm_substream *substream;
	unsigned int count;
};

struct robin {
	void __iomem *regs;
	struct voice voice;
	struct snd_pcm_substream *substream;
	int irq;
};

static void robin_count(struct voice *voice)
{
	voice->count++;
}

static irqreturn_t robin_interrupt(int irq, void *dev_id)
{
	struct robin *chip = dev_id;

	chip->voice.interrupt(&chip->voice);
	return IRQ_HANDLED;
}

static int robin_open(struct snd_pcm_substream *substream)
{
	struct robin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int robin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct robin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	if (cmd == SNDRV_PCM_TRIGGER_START)
		snd_pcm_period_elapsed_under_stream_lock(substream);
	return 0;
}

static snd_pcm_uframes_t robin_pointer(struct snd_pcm_substream *substream)
{
	struct robin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops robin_ops = { /* status no-async */
	.open = robin_open,
	.trigger = robin_trigger,
	.pointer = robin_pointer,
};

int robin_create(struct robin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "robin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &robin_ops);
	chip->voice.interrupt = robin_count;
	return request_irq(chip->irq, robin_interrupt, IRQF_SHARED, "robin", chip);
}

MODULE_LICENSE("GPL");
