/* SPDX-License-Identifier: GPL-2.0 */
/* Sound cards. */
#pragma once

#include <linux/types.h>

struct snd_card {
	void *private_data;
	int sync_irq; /* what the core waits for when a table has no .sync_stop; -1: nothing */
};

int snd_card_new(size_t private_size, struct snd_card **card);
int snd_card_register(struct snd_card *card);
