// SPDX-License-Identifier: GPL-2.0
/*
 * The core's helper for DMA engines, without a wait: this is a kernel before it had one.
 */
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <sound/dmaengine_pcm.h>
#include <sound/pcm.h>

static void transfer_done(void *arg)
{
	struct snd_pcm_substream *substream = arg;

	snd_pcm_period_elapsed(substream);
}

int snd_dmaengine_pcm_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dma_chan *channel = substream->runtime->private_data;
	struct dma_async_tx_descriptor *transfer;

	if (!cmd)
		return dmaengine_terminate_async(channel);
	transfer = dmaengine_prep_dma_cyclic(channel, 0, 8192, 2048, DMA_MEM_TO_DEV, 0);
	transfer->callback = transfer_done;
	transfer->callback_param = substream;
	dmaengine_submit(transfer);
	return 0;
}
EXPORT_SYMBOL_GPL(snd_dmaengine_pcm_trigger);
