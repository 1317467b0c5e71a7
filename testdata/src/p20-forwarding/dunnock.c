// SPDX-License-Identifier: GPL-2.0
/*
 * A host: its table is never handed to ALSA, so what it holds is no ops table, and a .sync_stop in it is for the front
 * end to call.
 */
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>
#include "nest.h"

struct dunnock {
	struct timer_list timer;
	struct snd_pcm_substream *substream;
};

static void dunnock_tick(struct timer_list *t)
{
	struct dunnock *bird = from_timer(bird, t, timer);

	snd_pcm_period_elapsed(bird->substream);
}

static int dunnock_open(struct snd_pcm_substream *substream)
{
	struct dunnock *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	timer_setup(&bird->timer, dunnock_tick, 0);
	return 0;
}

static int dunnock_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunnock *bird = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		mod_timer(&bird->timer, jiffies + 1);
	else
		timer_delete(&bird->timer);
	return 0;
}

static int dunnock_sync_stop(struct snd_pcm_substream *substream)
{
	struct dunnock *bird = snd_pcm_substream_chip(substream);

	timer_delete_sync(&bird->timer);
	return 0;
}

static const struct snd_pcm_ops dunnock_ops = {
	.open = dunnock_open,
	.trigger = dunnock_trigger,
	.sync_stop = dunnock_sync_stop,
};

static const struct nest dunnock_nest = { .name = "dunnock", .ops = &dunnock_ops };

static int __init dunnock_init(void)
{
	return cuckoo_lay(&dunnock_nest);
}
module_init(dunnock_init);
