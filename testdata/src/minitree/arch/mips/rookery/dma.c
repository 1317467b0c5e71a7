// SPDX-License-Identifier: GPL-2.0
/* The DMA controller of the Rookery board has one interrupt for each channel. */
#include <linux/interrupt.h>
#include <linux/module.h>

#include <asm/rookery_dma.h>

#define ROOKERY_DMA_IRQ 32

int rookery_request_dma(int channel, irq_handler_t handler, void *dev_id)
{
	if (channel < 0 || channel > 7)
		return -22;
	return request_irq(ROOKERY_DMA_IRQ + channel, handler, 0, "rookery-dma", dev_id);
}
EXPORT_SYMBOL(rookery_request_dma);
