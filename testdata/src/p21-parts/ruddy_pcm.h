/* SPDX-License-Identifier: GPL-2.0 */
/* All of ruddy_pcm.c. */
#include "ruddy.h"

static int ruddy_open(struct snd_pcm_substream *substream)
{
	struct ruddy *bird = snd_pcm_substream_chip(substream);

	bird->running = substream;
	return 0;
}

static const struct snd_pcm_ops ruddy_ops = { /* want PCM001 */ /* context irq ruddy_interrupt */
	.open = ruddy_open,
};

int ruddy_create(struct snd_pcm *pcm, struct ruddy *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ruddy_ops);
	return request_irq(irq, ruddy_interrupt, IRQF_SHARED, "ruddy", bird);
}
