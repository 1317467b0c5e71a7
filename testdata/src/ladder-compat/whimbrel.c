// SPDX-License-Identifier: GPL-2.0
/*
 * A header of the driver defines by the kernel's version what the driver asks for. Judged for 5.4
 * (.pcmlint.toml) the table has no .sync_stop, and nothing else waits.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "compat.h"

struct whimbrel {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t whimbrel_interrupt(int irq, void *dev_id)
{
	struct whimbrel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int whimbrel_open(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int whimbrel_wait(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops whimbrel_ops = { /* want PCM001 */
	.open = whimbrel_open,
#ifdef WHIMBREL_HAVE_SYNC_STOP
	.sync_stop = whimbrel_wait,
#endif
};

int whimbrel_new(struct snd_card *card, struct whimbrel *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = pci->irq;
	err = request_irq(chip->irq, whimbrel_interrupt, IRQF_SHARED, "whimbrel", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "whimbrel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whimbrel_ops);
	return 0;
}
MODULE_LICENSE("GPL");
