// SPDX-License-Identifier: GPL-2.0
/*
 * The stream goes to a vendor's function that is not at hand, with a handler that is defined nowhere: whether that one ends
 * periods cannot be told, so the table is not called clean.
 */
#include <linux/module.h>
#include <sound/pcm.h>

void vendor_channel_done(int channel, void *data);
int vendor_channel_request(int channel, void (*done)(int channel, void *data), void *data);

static int dotterel_start(struct snd_pcm_substream *substream, int channel)
{
	return vendor_channel_request(channel, vendor_channel_done, substream);
}

static int dotterel_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	snd_pcm_limit_hw_rates(substream->runtime);
	return dotterel_start(substream, 2);
}

static const struct snd_pcm_ops dotterel_ops = { /* status unknown */
	.hw_params = dotterel_hw_params,
};

void dotterel_create(struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dotterel_ops);
}
