// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free and prepare wait: nothing else is to be done here.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct heron {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t heron_interrupt(int irq, void *dev_id)
{
	struct heron *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int heron_open(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int heron_wait(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops heron_ops = { /* status synced */
	.open = heron_open,
	.hw_free = heron_wait,
	.prepare = heron_wait,
};

int heron_new(struct snd_card *card, struct heron *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = pci->irq;
	err = request_irq(chip->irq, heron_interrupt, IRQF_SHARED, "heron", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "heron", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &heron_ops);
	return 0;
}
MODULE_LICENSE("GPL");
