// SPDX-License-Identifier: GPL-2.0
/*
 * The library requests the IRQ with the handler that the card brings, and names the IRQ to the
 * core.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/flock.h>

int flock_create(struct snd_card *card, struct flock *chip, irq_handler_t handler)
{
	int err;

	chip->card = card;
	err = request_irq(chip->irq, handler, IRQF_SHARED, "flock", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}
EXPORT_SYMBOL_GPL(flock_create);

MODULE_LICENSE("GPL");
