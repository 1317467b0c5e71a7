// SPDX-License-Identifier: GPL-2.0
/*
 * The work queues itself, and capture may use it, too: one run is not enough to wait for, and to cancel it may take
 * runs from the other stream. No certain repair.
 */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct garganey {
	struct snd_pcm_substream *substream;
	struct work_struct poll;
};

static void garganey_poll(struct work_struct *work)
{
	struct garganey *chip = container_of(work, struct garganey, poll);

	snd_pcm_period_elapsed(chip->substream);
	schedule_work(&chip->poll);
}

static int garganey_open(struct snd_pcm_substream *substream)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int garganey_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->poll);
	return 0;
}

static const struct snd_pcm_ops garganey_ops = { /* want PCM002 */
	.open = garganey_open,
	.trigger = garganey_trigger,
};

int garganey_create(struct snd_card *card, struct garganey *chip)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->poll, garganey_poll);
	err = snd_pcm_new(card, "garganey", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &garganey_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &garganey_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
