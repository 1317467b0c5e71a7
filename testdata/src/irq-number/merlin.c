// SPDX-License-Identifier: GPL-2.0
/* The device has two lines, and what is stored is the one of the jack. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct merlin {
	struct snd_pcm_substream *substream;
	int irq;
	int jack_irq;
};

static irqreturn_t merlin_interrupt(int irq, void *dev_id)
{
	struct merlin *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t merlin_jack(int irq, void *dev_id)
{
	return IRQ_HANDLED;
}

static int merlin_open(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops merlin_ops = { /* want PCM001 */ /* status unsynced */ /* context irq merlin_interrupt */
	.open = merlin_open,
};

int merlin_create(struct snd_card *card, struct merlin *chip, struct platform_device *pdev)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = platform_get_irq(pdev, 0);
	chip->jack_irq = platform_get_irq(pdev, 1);
	err = request_irq(chip->irq, merlin_interrupt, 0, "merlin", chip);
	if (err < 0)
		return err;
	err = request_irq(chip->jack_irq, merlin_jack, 0, "merlin-jack", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->jack_irq;
	err = snd_pcm_new(card, "merlin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &merlin_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
