// SPDX-License-Identifier: GPL-2.0
/*
 * The PCI user requests the IRQ and sets card->sync_irq. When the position is late it schedules a
 * work of its own, which ends the period; no synchronize_irq() waits for that.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "brent.h"

static void brent_late_work(struct work_struct *work)
{
	struct brent *chip = container_of(work, struct brent, late_work);

	snd_pcm_period_elapsed(chip->substream);
}

static bool brent_position_is_late(struct brent *chip)
{
	if (readl(chip->regs + 4))
		return false;
	schedule_work(&chip->late_work);
	return true;
}

static const struct brent_bus_ops brent_pci_ops = {
	.position_is_late = brent_position_is_late,
};

int brent_create(struct brent *chip, struct snd_card *card)
{
	int err;

	chip->ops = &brent_pci_ops;
	INIT_WORK(&chip->late_work, brent_late_work);
	err = request_irq(chip->irq, brent_interrupt, IRQF_SHARED, "brent", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return brent_new_pcm(chip, card);
}

MODULE_LICENSE("GPL");
