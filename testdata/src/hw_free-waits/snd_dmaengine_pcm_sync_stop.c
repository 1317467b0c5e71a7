// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free waits by snd_dmaengine_pcm_sync_stop() for the DMA completion that
 * snd_dmaengine_pcm_trigger() brings.
 */
#include <linux/module.h>
#include <sound/dmaengine_pcm.h>
#include <sound/pcm.h>

static int ruff_open(struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_open_request_chan(substream, NULL, NULL);
}

static int ruff_hw_free(struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_sync_stop(substream); /* want PCM003 */
}

static const struct snd_pcm_ops ruff_ops = { /* want PCM002 */
	.open = ruff_open,
	.hw_free = ruff_hw_free,
	.trigger = snd_dmaengine_pcm_trigger,
	.pointer = snd_dmaengine_pcm_pointer,
};

int ruff_create(struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ruff_ops);
	return 0;
}

MODULE_LICENSE("GPL");
