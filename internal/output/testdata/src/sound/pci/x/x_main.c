// SPDX-License-Identifier: GPL-2.0-only
#include <sound/pcm.h>
#include "x.h"

static void snd_x_update(struct snd_x *chip, unsigned int status)
{
	if (status & X_PLAYBACK) {
		if (chip->playback_substream && chip->playback_substream->runtime && snd_x_period_is_over(chip)) snd_pcm_period_elapsed(chip->playback_substream);
	}
}

static irqreturn_t snd_x_interrupt(int irq, void *dev_id)
{
	struct snd_x *chip = dev_id;	/* 中断 */

	/* grüße */	snd_x_update(chip, snd_x_read(chip, X_STATUS));
	return IRQ_HANDLED;
}

int snd_x_create(struct snd_card *card, struct pci_dev *pci, struct snd_x *chip)
{
	if (request_irq(pci->irq, snd_x_interrupt, IRQF_SHARED,
			KBUILD_MODNAME, chip)) {
		return -EBUSY;
	}
	chip->irq = pci->irq;
	return 0;
}
