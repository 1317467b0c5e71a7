// SPDX-License-Identifier: GPL-2.0
/* As eider, but the loop does something else as well, which a copy of it would do twice. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

#define SCOTER_CHANNELS 2

struct scoter_channel {
	struct dma_chan *chan;
	struct dma_async_tx_descriptor *desc;
};

struct scoter {
	struct snd_pcm_substream *substream;
	struct scoter_channel channels[SCOTER_CHANNELS];
	unsigned int used;
};

static void scoter_complete(void *data)
{
	struct scoter *stream = data;

	snd_pcm_period_elapsed(stream->substream);
}

static int scoter_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct scoter *stream = substream->runtime->private_data;
	int i;

	for (i = 0; i < stream->used; i++) {
		struct scoter_channel *c = &stream->channels[i];

		c->desc = dmaengine_prep_dma_cyclic(c->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
		c->desc->callback = scoter_complete;
		c->desc->callback_param = stream;
	}
	return 0;
}

static int scoter_quiet(struct scoter *stream, int i)
{
	return stream->used > i;
}

static int scoter_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct scoter *stream = substream->runtime->private_data;
	int ret = 0, i;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		for (i = 0; i < stream->used; i++) {
			dmaengine_submit(stream->channels[i].desc);
			dma_async_issue_pending(stream->channels[i].chan);
		}
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		for (i = 0; i < stream->used; i++) {
			struct scoter_channel *c = &stream->channels[i];

			ret = scoter_quiet(stream, i);
			dmaengine_terminate_async(c->chan);
		}
		break;
	default:
		ret = -EINVAL;
	}
	return ret;
}

static const struct snd_soc_component_driver scoter_component = { /* want PCM002 */
	.name = "scoter",
	.prepare = scoter_prepare,
	.trigger = scoter_trigger,
};

int scoter_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &scoter_component, NULL, 0);
}
