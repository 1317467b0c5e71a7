/* SPDX-License-Identifier: GPL-2.0 */
/* DMA channels of the Rookery board. */
#pragma once

#include <linux/interrupt.h>

int rookery_request_dma(int channel, irq_handler_t handler, void *dev_id);
