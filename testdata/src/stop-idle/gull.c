// SPDX-License-Identifier: GPL-2.0
/* The queue that is drained is that of the meters; the work of the periods is put on another one. */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct gull {
	struct snd_pcm_substream *substream;
	struct workqueue_struct *wq;
	struct workqueue_struct *meters;
	struct work_struct period;
	struct work_struct meter;
	unsigned int level;
};

static void gull_period(struct work_struct *work)
{
	struct gull *chip = container_of(work, struct gull, period);

	snd_pcm_period_elapsed(chip->substream);
}

static void gull_meter(struct work_struct *work)
{
	struct gull *chip = container_of(work, struct gull, meter);

	chip->level++;
}

static int gull_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gull *chip = snd_pcm_substream_chip(substream);

	queue_work(chip->wq, &chip->period);
	queue_work(chip->meters, &chip->meter);
	return 0;
}

static int gull_open(struct snd_pcm_substream *substream)
{
	struct gull *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gull_sync_stop(struct snd_pcm_substream *substream)
{
	struct gull *chip = snd_pcm_substream_chip(substream);

	flush_workqueue(chip->meters);
	return 0;
}

static const struct snd_pcm_ops gull_ops = { /* want PCM002 */ /* status unsynced */ /* context work gull_period */
	.open = gull_open,
	.trigger = gull_trigger,
	.sync_stop = gull_sync_stop,
};

int gull_create(struct snd_card *card, struct gull *chip)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->period, gull_period);
	INIT_WORK(&chip->meter, gull_meter);
	err = snd_pcm_new(card, "gull", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gull_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
