// SPDX-License-Identifier: GPL-2.0
/*
 * open stores a function in the voice, and the IRQ handler calls it from there: the way from the
 * IRQ to the elapsed call leads through a function pointer.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct pipit;
struct pipit_voice {
	void (*interrupt)(struct pipit *chip, struct pipit_voice *voice);
	struct snd_pcm_substream *substream;
};

struct pipit {
	void __iomem *regs;
	struct pipit_voice voice;
	int irq;
};

static void pipit_pcm_interrupt(struct pipit *chip, struct pipit_voice *voice)
{
	snd_pcm_period_elapsed(voice->substream);
}

static irqreturn_t pipit_interrupt(int irq, void *dev_id)
{
	struct pipit *chip = dev_id;
	struct pipit_voice *voice;

	voice = &chip->voice;
	if (voice->interrupt)
		voice->interrupt(chip, voice);
	return IRQ_HANDLED;
}

static int pipit_open(struct snd_pcm_substream *substream)
{
	struct pipit *chip = snd_pcm_substream_chip(substream);

	chip->voice.substream = substream;
	chip->voice.interrupt = pipit_pcm_interrupt;
	return 0;
}

static int pipit_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pipit *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t pipit_pointer(struct snd_pcm_substream *substream)
{
	struct pipit *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops pipit_ops = { /* want PCM001 */ /* context irq pipit_interrupt */
	.open = pipit_open,
	.trigger = pipit_trigger,
	.pointer = pipit_pointer,
};

int pipit_create(struct pipit *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "pipit", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pipit_ops);
	return request_irq(chip->irq, pipit_interrupt, IRQF_SHARED, "pipit", chip);
}

MODULE_LICENSE("GPL");
