// SPDX-License-Identifier: GPL-2.0
/*
 * A source of two lines: what it includes is the driver, the interrupt handler in one file and the table in another.
 */
#include "dunlin_hw.inc"
#include "dunlin_pcm.inc"
