// SPDX-License-Identifier: GPL-2.0
/* The timer that is deleted is the one of the level meter. */
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct gadwall {
	struct snd_pcm_substream *substream;
	struct timer_list timer;
	struct timer_list meter;
	unsigned int level;
};

static void gadwall_tick(struct timer_list *t)
{
	struct gadwall *chip = container_of(t, struct gadwall, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static void gadwall_meter(struct timer_list *t)
{
	struct gadwall *chip = container_of(t, struct gadwall, meter);

	chip->level++;
}

static int gadwall_open(struct snd_pcm_substream *substream)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gadwall_sync_stop(struct snd_pcm_substream *substream)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	timer_delete_sync(&chip->meter);
	return 0;
}

static const struct snd_pcm_ops gadwall_ops = { /* want PCM002 */ /* status unsynced */ /* context timer gadwall_tick */
	.open = gadwall_open,
	.sync_stop = gadwall_sync_stop,
};

int gadwall_create(struct snd_card *card, struct gadwall *chip)
{
	struct snd_pcm *pcm;
	int err;

	timer_setup(&chip->timer, gadwall_tick, 0);
	timer_setup(&chip->meter, gadwall_meter, 0);
	err = snd_pcm_new(card, "gadwall", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gadwall_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
