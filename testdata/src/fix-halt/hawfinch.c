// SPDX-License-Identifier: GPL-2.0
/* The mutex is given back before the core waits, and where it is not the function is left. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hawfinch {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
	struct snd_card *card;
	struct mutex lock;
};

static void hawfinch_work(struct work_struct *work)
{
	struct hawfinch *chip = container_of(work, struct hawfinch, work);

	scoped_guard(mutex, &chip->lock)
		chip->irq++;
	snd_pcm_period_elapsed(chip->substream);
}

static int hawfinch_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hawfinch *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops hawfinch_ops = { /* want PCM002 */
	.trigger = hawfinch_trigger,
};

int hawfinch_create(struct snd_card *card, struct snd_pcm *pcm, struct hawfinch *chip)
{
	INIT_WORK(&chip->work, hawfinch_work);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hawfinch_ops);
	return 0;
}

int hawfinch_remove(struct hawfinch *chip, bool busy)
{
	mutex_lock(&chip->lock);
	if (busy) {
		mutex_unlock(&chip->lock);
		return -EBUSY;
	}
	chip->irq = -1;
	mutex_unlock(&chip->lock);
	snd_card_disconnect(chip->card);
	return 0;
}
