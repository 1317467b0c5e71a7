// SPDX-License-Identifier: GPL-2.0
/* Only the request of the IRQ; the handler is in another file. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "heron.h"

int heron_request(struct heron *chip)
{
	return request_irq(chip->irq, heron_interrupt, IRQF_SHARED, "heron", chip);
}
