// SPDX-License-Identifier: GPL-2.0
/* The plain case: the card is at hand, and the driver keeps a copy of the number. The repair names the copy. */
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct avocet {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t avocet_interrupt(int irq, void *dev_id)
{
	struct avocet *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int avocet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct avocet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops avocet_ops = { /* want PCM001 */
	.trigger = avocet_trigger,
};

int avocet_create(struct snd_card *card, struct pci_dev *pci)
{
	struct avocet *chip = card->private_data;
	struct snd_pcm *pcm;
	int err;

	chip->card = card;
	chip->irq = -1;
	if (devm_request_irq(&pci->dev, pci->irq, avocet_interrupt, IRQF_SHARED, KBUILD_MODNAME, chip)) {
		dev_err(card->dev, "unable to grab IRQ %d\n", pci->irq);
		return -EBUSY;
	}

	chip->irq = pci->irq; /* ours now */
	pci_set_master(pci);

	err = snd_pcm_new(card, "avocet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &avocet_ops);
	return 0;
}
