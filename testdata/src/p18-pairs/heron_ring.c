// SPDX-License-Identifier: GPL-2.0
/* A front that ends its periods in the event. What it is called with was allocated by .open. */
#include "heron.h"

static void ring_event(void *data)
{
	struct heron_stream *s = data;

	snd_pcm_period_elapsed(s->substream);
}

static int ring_open(struct snd_pcm_substream *substream)
{
	struct heron_stream *s = kzalloc(sizeof(*s), GFP_KERNEL);

	if (!s)
		return -ENOMEM;
	s->substream = substream;
	substream->runtime->private_data = s;
	return 0;
}

static int ring_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	return heron_listen(ring_event, substream->runtime->private_data);
}

static const struct snd_pcm_ops ring_ops = { /* want PCM001 */ /* context irq heron_interrupt */
	.open = ring_open,
	.hw_params = ring_hw_params,
};

void heron_ring(struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ring_ops);
}
