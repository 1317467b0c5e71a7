// SPDX-License-Identifier: GPL-2.0
/* .trigger pauses the DMA when the system goes to sleep: as scaup, but nothing says by what cookie the state
 * of the channel can be asked for, so that there is no certain repair. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

struct gadwall {
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	struct dma_async_tx_descriptor *desc;
};

static void gadwall_complete(void *data)
{
	struct gadwall *stream = data;

	snd_pcm_period_elapsed(stream->substream);
}

static int gadwall_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct gadwall *stream = substream->runtime->private_data;

	stream->desc = dmaengine_prep_dma_cyclic(stream->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
	stream->desc->callback = gadwall_complete;
	stream->desc->callback_param = stream;
	return 0;
}

static int gadwall_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct gadwall *stream = substream->runtime->private_data;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		dmaengine_submit(stream->desc);
		dma_async_issue_pending(stream->chan);
		break;
	case SNDRV_PCM_TRIGGER_SUSPEND:
		dmaengine_pause(stream->chan);
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		dmaengine_terminate_async(stream->chan);
		break;
	}
	return 0;
}

static const struct snd_soc_component_driver gadwall_component = { /* want PCM002 */
	.name = "gadwall",
	.prepare = gadwall_prepare,
	.trigger = gadwall_trigger,
};

int gadwall_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &gadwall_component, NULL, 0);
}
