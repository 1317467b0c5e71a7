// SPDX-License-Identifier: GPL-2.0
/* As eider, but that is what happens for a pause: how the stream stops is not known. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

#define GOLDENEYE_CHANNELS 2

struct goldeneye_channel {
	struct dma_chan *chan;
	struct dma_async_tx_descriptor *desc;
};

struct goldeneye {
	struct snd_pcm_substream *substream;
	struct goldeneye_channel channels[GOLDENEYE_CHANNELS];
	unsigned int used;
};

static void goldeneye_complete(void *data)
{
	struct goldeneye *stream = data;

	snd_pcm_period_elapsed(stream->substream);
}

static int goldeneye_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct goldeneye *stream = substream->runtime->private_data;
	int i;

	for (i = 0; i < stream->used; i++) {
		struct goldeneye_channel *c = &stream->channels[i];

		c->desc = dmaengine_prep_dma_cyclic(c->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
		c->desc->callback = goldeneye_complete;
		c->desc->callback_param = stream;
	}
	return 0;
}

static int goldeneye_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct goldeneye *stream = substream->runtime->private_data;
	int ret = 0, i;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		for (i = 0; i < stream->used; i++) {
			dmaengine_submit(stream->channels[i].desc);
			dma_async_issue_pending(stream->channels[i].chan);
		}
		break;
	case SNDRV_PCM_TRIGGER_PAUSE_PUSH:
		for (i = 0; i < stream->used; i++) {
			struct goldeneye_channel *c = &stream->channels[i];

			if (c->chan)
				dmaengine_terminate_async(c->chan);
		}
		break;
	default:
		ret = -EINVAL;
	}
	return ret;
}

static const struct snd_soc_component_driver goldeneye_component = { /* want PCM002 */
	.name = "goldeneye",
	.prepare = goldeneye_prepare,
	.trigger = goldeneye_trigger,
};

int goldeneye_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &goldeneye_component, NULL, 0);
}
