// SPDX-License-Identifier: GPL-2.0
/* The work and the wait for it. The wait is reported here. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include "harrier.h"

static void harrier_work(struct work_struct *work)
{
	struct harrier *chip = container_of(work, struct harrier, work);

	snd_pcm_period_elapsed(chip->substream);
}

void harrier_stream_init(struct harrier *chip)
{
	INIT_WORK(&chip->work, harrier_work);
}

void harrier_stream_stop(struct harrier *chip)
{
	cancel_work_sync(&chip->work); /* want PCM003 */
}
