// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free calls dma_release_channel(), which does not wait for a handler that is running. The
 * table is unsynced, but there is no wait to be moved.
 */
#include <linux/dmaengine.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct dunnock {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	dma_addr_t addr;
	size_t period;
};

static void dunnock_done(void *data)
{
	struct dunnock *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int dunnock_open(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dunnock_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dunnock_pointer(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int dunnock_hw_free(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	dma_release_channel(chip->chan);
	return 0;
}

static const struct snd_pcm_ops dunnock_ops = { /* want PCM002 */
	.open = dunnock_open,
	.hw_free = dunnock_hw_free,
	.trigger = dunnock_trigger,
	.pointer = dunnock_pointer,
};

int dunnock_create(struct dunnock *chip, struct snd_card *card)
{
	struct dma_async_tx_descriptor *desc;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dunnock", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunnock_ops);
	desc = dmaengine_prep_dma_cyclic(chip->chan, chip->addr, chip->period * 4, chip->period,
					 DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!desc)
		return -ENOMEM;
	desc->callback = dunnock_done;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

MODULE_LICENSE("GPL");
