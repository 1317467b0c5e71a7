// SPDX-License-Identifier: GPL-2.0
/* Of the two functions that the pointer may lead to, one waits. */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct kingfisher {
	struct snd_pcm_substream *substream;
	struct work_struct period;
	void (*stop)(struct kingfisher *chip);
};

static void kingfisher_period(struct work_struct *work)
{
	struct kingfisher *chip = container_of(work, struct kingfisher, period);

	snd_pcm_period_elapsed(chip->substream);
}

static void kingfisher_stop_hard(struct kingfisher *chip)
{
	cancel_work_sync(&chip->period);
}

static void kingfisher_stop_soft(struct kingfisher *chip)
{
	chip->substream = NULL;
}

static int kingfisher_open(struct snd_pcm_substream *substream)
{
	struct kingfisher *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kingfisher_sync_stop(struct snd_pcm_substream *substream)
{
	struct kingfisher *chip = snd_pcm_substream_chip(substream);

	chip->stop(chip);
	return 0;
}

static const struct snd_pcm_ops kingfisher_ops = { /* status synced trusted */ /* context work kingfisher_period */
	.open = kingfisher_open,
	.sync_stop = kingfisher_sync_stop,
};

int kingfisher_create(struct snd_card *card, struct kingfisher *chip, bool hard)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->period, kingfisher_period);
	chip->stop = hard ? kingfisher_stop_hard : kingfisher_stop_soft;
	err = snd_pcm_new(card, "kingfisher", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kingfisher_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
