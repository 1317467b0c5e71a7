// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free and prepare wait, but hw_params may put another buffer in the place of the one that the
 * handler works on, and does not.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct grebe {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t grebe_interrupt(int irq, void *dev_id)
{
	struct grebe *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int grebe_open(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int grebe_wait(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static int grebe_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	return snd_pcm_lib_malloc_pages(substream, 4096);
}

static const struct snd_pcm_ops grebe_ops = { /* want PCM001 */
	.open = grebe_open,
	.hw_free = grebe_wait,
	.hw_params = grebe_hw_params,
	.prepare = grebe_wait,
};

int grebe_new(struct snd_card *card, struct grebe *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = pci->irq;
	err = request_irq(chip->irq, grebe_interrupt, IRQF_SHARED, "grebe", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "grebe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &grebe_ops);
	return 0;
}
MODULE_LICENSE("GPL");
