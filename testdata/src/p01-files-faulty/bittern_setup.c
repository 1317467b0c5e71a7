// SPDX-License-Identifier: GPL-2.0
/* Only the request of the IRQ; the handler is in another file. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "bittern.h"

int bittern_request(struct bittern *chip)
{
	return request_irq(chip->irq, bittern_interrupt, IRQF_SHARED, "bittern", chip);
}
