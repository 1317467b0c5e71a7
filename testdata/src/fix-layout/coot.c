// SPDX-License-Identifier: GPL-2.0
/* An option decides on the first word of the table: the callback stands in front of it. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct coot {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void coot_work(struct work_struct *work)
{
	struct coot *chip = container_of(work, struct coot, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int coot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct coot *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->work);
	return 0;
}

#ifndef COOT_SHARES_OPS
static
#endif
const struct snd_pcm_ops coot_ops = { /* want PCM002 */
	.trigger = coot_trigger,
};

int coot_create(struct snd_pcm *pcm, struct coot *chip)
{
	INIT_WORK(&chip->work, coot_work);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &coot_ops);
	return 0;
}
