// SPDX-License-Identifier: GPL-2.0
/* dmaengine_synchronize() on the channel that the transfer was prepared for. */
#include <linux/dmaengine.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct eider {
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	dma_addr_t buffer;
};

static void eider_done(void *data)
{
	struct eider *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int eider_prepare(struct snd_pcm_substream *substream)
{
	struct eider *chip = snd_pcm_substream_chip(substream);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_dma_cyclic(chip->chan, chip->buffer, 4096, 1024, DMA_MEM_TO_DEV, DMA_PREeider_INTERRUPT);
	if (!desc)
		return -ENOMEM;
	desc->callback = eider_done;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

static int eider_open(struct snd_pcm_substream *substream)
{
	struct eider *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int eider_sync_stop(struct snd_pcm_substream *substream)
{
	struct eider *chip = snd_pcm_substream_chip(substream);

	dmaengine_synchronize(chip->chan);
	return 0;
}

static const struct snd_pcm_ops eider_ops = { /* status synced proved */ /* context dma eider_done */
	.open = eider_open,
	.prepare = eider_prepare,
	.sync_stop = eider_sync_stop,
};

int eider_create(struct snd_card *card, struct eider *chip, dma_addr_t buffer)
{
	struct snd_pcm *pcm;
	int err;

	chip->buffer = buffer;
	err = snd_pcm_new(card, "eider", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &eider_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
