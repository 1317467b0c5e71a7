// SPDX-License-Identifier: GPL-2.0
/*
 * The other module: its tasklet ends playback only. What it keeps in the struct is not plover's, whichever of the
 * two files is read first.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "wader.h"

static void sandgrouse_period(struct wader *bird)
{
	snd_pcm_period_elapsed(bird->out);
}

static void sandgrouse_tasklet(struct tasklet_struct *t)
{
	struct wader *bird = from_tasklet(bird, t, tasklet);

	bird->period(bird);
}

static int sandgrouse_out_open(struct snd_pcm_substream *substream)
{
	struct wader *bird = snd_pcm_substream_chip(substream);

	bird->out = substream;
	return 0;
}

static const struct snd_pcm_ops sandgrouse_out_ops = { /* want PCM002 */ /* context tasklet sandgrouse_tasklet */
	.open = sandgrouse_out_open,
};

static int sandgrouse_in_open(struct snd_pcm_substream *substream)
{
	struct wader *bird = snd_pcm_substream_chip(substream);

	bird->in = substream;
	return 0;
}

static const struct snd_pcm_ops sandgrouse_in_ops = { /* status no-async */
	.open = sandgrouse_in_open,
};

int sandgrouse_create(struct snd_card *card, struct wader *bird, int irq)
{
	struct snd_pcm *pcm;
	int err;

	bird->period = sandgrouse_period;
	tasklet_setup(&bird->tasklet, sandgrouse_tasklet);
	err = snd_pcm_new(card, "sandgrouse", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &sandgrouse_out_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &sandgrouse_in_ops);
	return 0;
}
