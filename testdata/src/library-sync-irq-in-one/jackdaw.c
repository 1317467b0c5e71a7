// SPDX-License-Identifier: GPL-2.0
/* This one does not. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "roost.h"

int jackdaw_create(struct roost *chip)
{
	return roost_pcm(chip);
}

MODULE_LICENSE("GPL");
