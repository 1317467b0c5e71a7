// SPDX-License-Identifier: GPL-2.0
/*
 * open stores a function in the voice, and the IRQ handler calls it from there: the way from the
 * IRQ to the elapsed call leads through a function pointer. The table has .sync_stop, so nothing
 * is wrong.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct wagtail;
struct wagtail_voice {
	void (*interrupt)(struct wagtail *chip, struct wagtail_voice *voice);
	struct snd_pcm_substream *substream;
};

struct wagtail {
	void __iomem *regs;
	struct wagtail_voice voice;
	int irq;
};

static void wagtail_pcm_interrupt(struct wagtail *chip, struct wagtail_voice *voice)
{
	snd_pcm_period_elapsed(voice->substream);
}

static irqreturn_t wagtail_interrupt(int irq, void *dev_id)
{
	struct wagtail *chip = dev_id;
	struct wagtail_voice *voice;

	voice = &chip->voice;
	if (voice->interrupt)
		voice->interrupt(chip, voice);
	return IRQ_HANDLED;
}

static int wagtail_open(struct snd_pcm_substream *substream)
{
	struct wagtail *chip = snd_pcm_substream_chip(substream);

	chip->voice.substream = substream;
	chip->voice.interrupt = wagtail_pcm_interrupt;
	return 0;
}

static int wagtail_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wagtail *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t wagtail_pointer(struct snd_pcm_substream *substream)
{
	struct wagtail *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int wagtail_sync_stop(struct snd_pcm_substream *substream)
{
	struct wagtail *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops wagtail_ops = { /* status synced */ /* context irq wagtail_interrupt */
	.open = wagtail_open,
	.sync_stop = wagtail_sync_stop,
	.trigger = wagtail_trigger,
	.pointer = wagtail_pointer,
};

int wagtail_create(struct wagtail *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "wagtail", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wagtail_ops);
	return request_irq(chip->irq, wagtail_interrupt, IRQF_SHARED, "wagtail", chip);
}

MODULE_LICENSE("GPL");
