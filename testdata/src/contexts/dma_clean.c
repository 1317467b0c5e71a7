// SPDX-License-Identifier: GPL-2.0
/* The completion of a DMA transfer ends the period. The table has .sync_stop, which waits. */
#include <linux/dmaengine.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct dma_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	dma_addr_t addr;
	size_t period;
};

static void dma_clean_done(void *data)
{
	struct dma_clean *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int dma_clean_open(struct snd_pcm_substream *substream)
{
	struct dma_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dma_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dma_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dma_clean_pointer(struct snd_pcm_substream *substream)
{
	struct dma_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int dma_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct dma_clean *chip = snd_pcm_substream_chip(substream);

	dmaengine_synchronize(chip->chan);
	return 0;
}

static const struct snd_pcm_ops dma_clean_ops = { /* status synced */ /* context dma dma_clean_done */
	.open = dma_clean_open,
	.sync_stop = dma_clean_sync_stop,
	.trigger = dma_clean_trigger,
	.pointer = dma_clean_pointer,
};

int dma_clean_create(struct dma_clean *chip, struct snd_card *card)
{
	struct dma_async_tx_descriptor *desc;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dma_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dma_clean_ops);
	desc = dmaengine_prep_dma_cyclic(chip->chan, chip->addr, chip->period * 4, chip->period,
					 DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!desc)
		return -ENOMEM;
	desc->callback = dma_clean_done;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

MODULE_LICENSE("GPL");
