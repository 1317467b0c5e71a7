// SPDX-License-Identifier: GPL-2.0
/* As hawfinch, but on the way that goes on the mutex is still held. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct serin {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
	struct snd_card *card;
	struct mutex lock;
};

static void serin_work(struct work_struct *work)
{
	struct serin *chip = container_of(work, struct serin, work);

	mutex_lock(&chip->lock);
	snd_pcm_period_elapsed(chip->substream);
	mutex_unlock(&chip->lock);
}

static int serin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops serin_ops = { /* want PCM002 */
	.trigger = serin_trigger,
};

int serin_create(struct snd_card *card, struct snd_pcm *pcm, struct serin *chip)
{
	INIT_WORK(&chip->work, serin_work);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &serin_ops);
	return 0;
}

int serin_remove(struct serin *chip, bool busy)
{
	mutex_lock(&chip->lock);
	if (busy) {
		mutex_unlock(&chip->lock);
		return -EBUSY;
	}
	snd_card_disconnect(chip->card);
	mutex_unlock(&chip->lock);
	return 0;
}
