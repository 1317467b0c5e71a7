// SPDX-License-Identifier: GPL-2.0
/*
 * The interrupt handler calls each listener with its own data: what one of them does is done to no other one's stream.
 */
#include "heron.h"

static struct heron_listener listeners[8];
static int count;

static irqreturn_t heron_interrupt(int irq, void *dev_id)
{
	int i;

	for (i = 0; i < count; i++) {
		struct heron_listener *l = &listeners[i];

		if (l->event)
			l->event(l->data);
	}
	return IRQ_HANDLED;
}

int heron_listen(void (*event)(void *data), void *data)
{
	struct heron_listener *l = &listeners[count++];

	l->data = data;
	l->event = event;
	return 0;
}

int heron_start(int irq)
{
	return request_irq(irq, heron_interrupt, 0, "heron", listeners);
}
