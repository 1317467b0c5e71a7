// SPDX-License-Identifier: GPL-2.0
/*
 * The tables that the core knows. Their callbacks pass each call on to a host's table through a pointer: what ends the
 * host's periods ends theirs, and only a .sync_stop of theirs is ever called.
 */
#include <linux/module.h>
#include <sound/pcm.h>
#include "nest.h"

static const struct nest *nest;
static const struct snd_pcm_ops *spare;

static int cuckoo_open(struct snd_pcm_substream *substream)
{
	return nest->ops->open(substream);
}

static int cuckoo_trigger(struct snd_pcm_substream *substream, int cmd)
{
	const struct snd_pcm_ops *ops = nest->ops;

	return ops->trigger(substream, cmd);
}

static const struct snd_pcm_ops cuckoo_ops = { /* want PCM002 */ /* context timer dunnock_tick */
	.open = cuckoo_open,
	.trigger = cuckoo_trigger,
};

static int cuckoo_sync_stop(struct snd_pcm_substream *substream)
{
	return nest->ops->sync_stop(substream);
}

static const struct snd_pcm_ops cuckoo_waiting_ops = { /* status synced */ /* context timer dunnock_tick */
	.open = cuckoo_open,
	.trigger = cuckoo_trigger,
	.sync_stop = cuckoo_sync_stop,
};

int cuckoo_lay(const struct nest *n)
{
	nest = n;
	return 0;
}
EXPORT_SYMBOL(cuckoo_lay);

int cuckoo_register_ops(const struct snd_pcm_ops *ops)
{
	spare = ops;
	return 0;
}
EXPORT_SYMBOL(cuckoo_register_ops);

void cuckoo_create(struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &cuckoo_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &cuckoo_waiting_ops);
}
