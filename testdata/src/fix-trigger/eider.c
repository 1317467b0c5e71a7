// SPDX-License-Identifier: GPL-2.0
/* .trigger stops the DMA channels of a stream, without waiting for their callbacks: .sync_stop goes through the same channels. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

#define EIDER_CHANNELS 2

struct eider_channel {
	struct dma_chan *chan;
	struct dma_async_tx_descriptor *desc;
};

struct eider {
	struct snd_pcm_substream *substream;
	struct eider_channel channels[EIDER_CHANNELS];
	unsigned int used;
};

static void eider_complete(void *data)
{
	struct eider *stream = data;

	snd_pcm_period_elapsed(stream->substream);
}

static int eider_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct eider *stream = substream->runtime->private_data;
	int i;

	for (i = 0; i < stream->used; i++) {
		struct eider_channel *c = &stream->channels[i];

		c->desc = dmaengine_prep_dma_cyclic(c->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
		c->desc->callback = eider_complete;
		c->desc->callback_param = stream;
	}
	return 0;
}

static int eider_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct eider *stream = substream->runtime->private_data;
	int ret = 0, i;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		for (i = 0; i < stream->used; i++) {
			dmaengine_submit(stream->channels[i].desc);
			dma_async_issue_pending(stream->channels[i].chan);
		}
		break;
	case SNDRV_PCM_TRIGGER_SUSPEND:
	case SNDRV_PCM_TRIGGER_STOP:
		for (i = 0; i < stream->used; i++) {
			struct eider_channel *c = &stream->channels[i];

			if (c->chan)
				dmaengine_terminate_async(c->chan);
		}
		break;
	default:
		ret = -EINVAL;
	}
	return ret;
}

static const struct snd_soc_component_driver eider_component = { /* want PCM002 */
	.name = "eider",
	.prepare = eider_prepare,
	.trigger = eider_trigger,
};

int eider_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &eider_component, NULL, 0);
}
