// SPDX-License-Identifier: GPL-2.0
/* .sync_stop calls the back end, and both that there are wait for the timer. */
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dunnock {
	struct snd_pcm_substream *substream;
	struct timer_list timer;
	void (*stop)(struct dunnock *chip);
};

static void dunnock_tick(struct timer_list *t)
{
	struct dunnock *chip = container_of(t, struct dunnock, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static void dunnock_stop_slow(struct dunnock *chip)
{
	del_timer_sync(&chip->timer);
}

static void dunnock_stop_fast(struct dunnock *chip)
{
	timer_shutdown_sync(&chip->timer);
}

static int dunnock_open(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dunnock_sync_stop(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	chip->stop(chip);
	return 0;
}

static const struct snd_pcm_ops dunnock_ops = { /* status synced proved */ /* context timer dunnock_tick */
	.open = dunnock_open,
	.sync_stop = dunnock_sync_stop,
};

int dunnock_create(struct snd_card *card, struct dunnock *chip, bool fast)
{
	struct snd_pcm *pcm;
	int err;

	timer_setup(&chip->timer, dunnock_tick, 0);
	chip->stop = fast ? dunnock_stop_fast : dunnock_stop_slow;
	err = snd_pcm_new(card, "dunnock", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunnock_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
