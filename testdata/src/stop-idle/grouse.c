// SPDX-License-Identifier: GPL-2.0
/* Neither of the two back ends that .sync_stop may call waits. */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct grouse {
	struct snd_pcm_substream *substream;
	struct work_struct period;
	const struct grouse_backend *backend;
};

static void grouse_period(struct work_struct *work)
{
	struct grouse *chip = container_of(work, struct grouse, period);

	snd_pcm_period_elapsed(chip->substream);
}

struct grouse_backend {
	void (*stop)(struct grouse *chip);
};

static void grouse_stop_first(struct grouse *chip)
{
	cancel_work(&chip->period);
}

static void grouse_stop_second(struct grouse *chip)
{
	chip->substream = NULL;
}

static const struct grouse_backend grouse_first = { .stop = grouse_stop_first };
static const struct grouse_backend grouse_second = { .stop = grouse_stop_second };

static int grouse_open(struct snd_pcm_substream *substream)
{
	struct grouse *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int grouse_sync_stop(struct snd_pcm_substream *substream)
{
	struct grouse *chip = snd_pcm_substream_chip(substream);

	chip->backend->stop(chip);
	return 0;
}

static const struct snd_pcm_ops grouse_ops = { /* want PCM002 */ /* status unsynced */ /* context work grouse_period */
	.open = grouse_open,
	.sync_stop = grouse_sync_stop,
};

int grouse_create(struct snd_card *card, struct grouse *chip, bool second)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->period, grouse_period);
	chip->backend = second ? &grouse_second : &grouse_first;
	err = snd_pcm_new(card, "grouse", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &grouse_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
