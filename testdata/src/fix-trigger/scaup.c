// SPDX-License-Identifier: GPL-2.0
/* .trigger pauses the DMA when the system goes to sleep: .sync_stop must not wait for a channel that is paused. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

struct scaup {
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	struct dma_async_tx_descriptor *desc;
	dma_cookie_t cookie;
};

static void scaup_complete(void *data)
{
	struct scaup *stream = data;

	snd_pcm_period_elapsed(stream->substream);
}

static int scaup_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct scaup *stream = substream->runtime->private_data;

	stream->desc = dmaengine_prep_dma_cyclic(stream->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
	stream->desc->callback = scaup_complete;
	stream->desc->callback_param = stream;
	return 0;
}

static int scaup_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct scaup *stream = substream->runtime->private_data;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		stream->cookie = dmaengine_submit(stream->desc);
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

static snd_pcm_uframes_t scaup_pointer(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct scaup *stream = substream->runtime->private_data;
	struct dma_tx_state state;

	dmaengine_tx_status(stream->chan, stream->cookie, &state);
	return bytes_to_frames(substream->runtime, 4096 - state.residue);
}

static const struct snd_soc_component_driver scaup_component = { /* want PCM002 */
	.name = "scaup",
	.prepare = scaup_prepare,
	.trigger = scaup_trigger,
	.pointer = scaup_pointer,
};

int scaup_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &scaup_component, NULL, 0);
}
