// SPDX-License-Identifier: GPL-2.0
/*
 * An IRQ handler ends the periods of the library's table, and no number is stored for the core to wait for.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/rill.h>

static irqreturn_t brook_interrupt(int irq, void *dev_id)
{
	rill_flow(dev_id);
	return IRQ_HANDLED;
}

int brook_probe(struct snd_card *card, struct rill *rill, int irq)
{
	int err = request_irq(irq, brook_interrupt, IRQF_SHARED, "brook", rill);

	if (err < 0)
		return err;
	return rill_new(rill, card);
}
