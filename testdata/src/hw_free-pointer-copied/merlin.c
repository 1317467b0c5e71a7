// SPDX-License-Identifier: GPL-2.0
/*
 * What .hw_free calls is stored in one part of the chip and read from another, to which the whole part is copied: the wait
 * is found all the same.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct merlin;

struct merlin_half {
	void (*stop)(struct merlin *chip);
};

struct merlin {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	struct merlin_half usual, now;
};

static void merlin_work(struct work_struct *work)
{
	struct merlin *chip = container_of(work, struct merlin, work);

	snd_pcm_period_elapsed(chip->substream);
}

static void merlin_stop(struct merlin *chip)
{
	cancel_work_sync(&chip->work); /* want PCM003 */
}

static int merlin_open(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	chip->now = chip->usual;
	return 0;
}

static int merlin_hw_free(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	chip->now.stop(chip);
	return 0;
}

static const struct snd_pcm_ops merlin_ops = { /* want PCM002 */ /* context work merlin_work */
	.open = merlin_open,
	.hw_free = merlin_hw_free,
};

int merlin_create(struct merlin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "merlin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &merlin_ops);
	INIT_WORK(&chip->work, merlin_work);
	chip->usual.stop = merlin_stop;
	return 0;
}

MODULE_LICENSE("GPL");
