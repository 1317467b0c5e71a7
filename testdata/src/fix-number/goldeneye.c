// SPDX-License-Identifier: GPL-2.0
/*
 * Behind the if is where the request has failed: nothing is assigned there. .irq is the interrupt of something else.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct goldeneye {
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	int irq;
};

static irqreturn_t goldeneye_interrupt(int irq, void *dev_id)
{
	struct goldeneye *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int goldeneye_open(struct snd_pcm_substream *substream)
{
	struct goldeneye *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int goldeneye_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct goldeneye *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops goldeneye_ops = { /* want PCM001 */
	.open = goldeneye_open,
	.trigger = goldeneye_trigger,
};

static int goldeneye_pcm(struct snd_card *card, struct goldeneye *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "goldeneye", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &goldeneye_ops);
	return 0;
}

int goldeneye_create(struct snd_card *card, struct goldeneye *chip, int line)
{
	chip->irq = 0;
	if (request_irq(line, goldeneye_interrupt, 0, "goldeneye", chip) == 0)
		return goldeneye_pcm(card, chip);
	return -EBUSY;
}

MODULE_LICENSE("GPL");
