// SPDX-License-Identifier: GPL-2.0
/* Two streams in one struct, both with the same two listeners' functions, and each with its own half of the struct. */
#include "heron.h"

static void fixed_event(void *data)
{
	struct heron_stream *s = data;

	snd_pcm_period_elapsed(s->substream);
}

static void counted_event(void *data)
{
	struct heron_stream *s = data;

	s->events++;
}

static int counted_open(struct snd_pcm_substream *substream)
{
	struct heron *bird = snd_pcm_substream_chip(substream);

	bird->counted.substream = substream;
	return 0;
}

static int ended_open(struct snd_pcm_substream *substream)
{
	struct heron *bird = snd_pcm_substream_chip(substream);

	bird->ended.substream = substream;
	return 0;
}

static const struct snd_pcm_ops counted_ops = { /* status no-async */
	.open = counted_open,
};

static const struct snd_pcm_ops ended_ops = { /* want PCM001 */ /* context irq heron_interrupt */
	.open = ended_open,
};

int heron_fixed(struct snd_pcm *pcm, struct heron *bird)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ended_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &counted_ops);
	heron_listen(counted_event, &bird->counted);
	return heron_listen(fixed_event, &bird->ended);
}
