// SPDX-License-Identifier: GPL-2.0
/* The driver holds, around what makes the core wait, the mutex that the work needs to end. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct brambling {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
	struct snd_card *card;
	struct mutex lock;
};

static void brambling_work(struct work_struct *work)
{
	struct brambling *chip = container_of(work, struct brambling, work);

	mutex_lock(&chip->lock);
	snd_pcm_period_elapsed(chip->substream);
	mutex_unlock(&chip->lock);
}

static int brambling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops brambling_ops = { /* want PCM002 */
	.trigger = brambling_trigger,
};

int brambling_create(struct snd_card *card, struct snd_pcm *pcm, struct brambling *chip)
{
	INIT_WORK(&chip->work, brambling_work);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brambling_ops);
	return 0;
}

static void brambling_gone(struct brambling *chip)
{
	snd_card_disconnect(chip->card);
}

void brambling_remove(struct brambling *chip)
{
	guard(mutex)(&chip->lock);
	brambling_gone(chip);
}
