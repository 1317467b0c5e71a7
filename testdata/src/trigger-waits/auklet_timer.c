// SPDX-License-Identifier: GPL-2.0
/* What .trigger of the struct snd_pcm_ops in auklet.c calls: it waits only when it is told to. */
#include "auklet.h"

void auklet_stop(struct auklet *chip, bool wait)
{
	if (!wait) {
		hrtimer_try_to_cancel(&chip->timer);
		return;
	}
	hrtimer_cancel(&chip->timer); /* want PCM004 */
}
