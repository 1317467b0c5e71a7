// SPDX-License-Identifier: GPL-2.0
/* Freed at suspend, requested again at resume, and not stored again: a note. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct mallard {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t mallard_interrupt(int irq, void *dev_id)
{
	struct mallard *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int mallard_open(struct snd_pcm_substream *substream)
{
	struct mallard *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops mallard_ops = { /* status synced trusted */ /* context irq mallard_interrupt */ /* note mallard_resume() requests the IRQ of mallard_interrupt() again */
	.open = mallard_open,
};

int mallard_create(struct snd_card *card, struct mallard *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, mallard_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	card->sync_irq = irq;
	err = snd_pcm_new(card, "mallard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &mallard_ops);
	return snd_card_register(card);
}

void mallard_suspend(struct mallard *chip)
{
	free_irq(chip->irq, chip);
	chip->irq = -1;
}

int mallard_resume(struct mallard *chip, int irq)
{
	int err = request_irq(irq, mallard_interrupt, IRQF_SHARED, "mallard", chip);

	if (err >= 0)
		chip->irq = irq;
	return err;
}

MODULE_LICENSE("GPL");
