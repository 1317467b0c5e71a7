// SPDX-License-Identifier: GPL-2.0
/* The mixer of the card whose struct snd_pcm_ops is in plover.c. */
#include "plover.h"

static void plover_changed(struct work_struct *work)
{
}

void plover_mixer_init(struct plover_mixer *mixer)
{
	init_waitqueue_head(&mixer->sleep);
	INIT_WORK(&mixer->changed, plover_changed);
}

void plover_wake(struct plover_mixer *mixer)
{
	wake_up(&mixer->sleep);
	schedule_work(&mixer->changed);
}
