// SPDX-License-Identifier: GPL-2.0
/*
 * The card, a module of another folder of the repository: it declares what it uses of the bus by itself.
 */
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

extern void (*pochard_listener)(void *data);
int pochard_start(int irq, void *data);

struct teal {
	struct snd_pcm_substream *running;
};

static void teal_event(void *data)
{
	struct teal *bird = data;

	snd_pcm_period_elapsed(bird->running);
}

static int teal_open(struct snd_pcm_substream *substream)
{
	struct teal *bird = snd_pcm_substream_chip(substream);

	bird->running = substream;
	return 0;
}

static const struct snd_pcm_ops teal_ops = { /* want PCM001 */ /* context irq pochard_interrupt */
	.open = teal_open,
};

int teal_create(struct snd_pcm *pcm, struct teal *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &teal_ops);
	pochard_listener = teal_event;
	return pochard_start(irq, bird);
}
