// SPDX-License-Identifier: GPL-2.0
/* The card that stores the number of its synthesizer behind the library's. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include "plover.h"

static irqreturn_t plover_synth_interrupt(int irq, void *dev_id)
{
	return IRQ_HANDLED;
}

int plover_synth_probe(struct snd_card *card, struct plover *chip, int irq, int synth)
{
	int err;

	err = plover_create(card, chip, irq);
	if (err < 0)
		return err;
	err = request_irq(synth, plover_synth_interrupt, 0, "plover-synth", chip);
	if (err < 0)
		return err;
	card->sync_irq = synth;
	err = plover_pcm(card, chip);
	if (err < 0)
		return err;
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
