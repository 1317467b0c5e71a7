// SPDX-License-Identifier: GPL-2.0
/* drain_workqueue() on the queue that the work is put on. */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct curlew {
	struct snd_pcm_substream *substream;
	struct workqueue_struct *wq;
	struct work_struct period;
};

static void curlew_period(struct work_struct *work)
{
	struct curlew *chip = container_of(work, struct curlew, period);

	snd_pcm_period_elapsed(chip->substream);
}

static int curlew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	queue_work(chip->wq, &chip->period);
	return 0;
}

static int curlew_open(struct snd_pcm_substream *substream)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int curlew_sync_stop(struct snd_pcm_substream *substream)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	drain_workqueue(chip->wq);
	return 0;
}

static const struct snd_pcm_ops curlew_ops = { /* status synced proved */ /* context work curlew_period */
	.open = curlew_open,
	.trigger = curlew_trigger,
	.sync_stop = curlew_sync_stop,
};

int curlew_create(struct snd_card *card, struct curlew *chip)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->period, curlew_period);
	err = snd_pcm_new(card, "curlew", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &curlew_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
