// SPDX-License-Identifier: GPL-2.0
/* The completion of a DMA transfer ends the period. */
#include <linux/dmaengine.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct dma_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	dma_addr_t addr;
	size_t period;
};

static void dma_faulty_done(void *data)
{
	struct dma_faulty *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int dma_faulty_open(struct snd_pcm_substream *substream)
{
	struct dma_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dma_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dma_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dma_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct dma_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops dma_faulty_ops = { /* want PCM002 */ /* context dma dma_faulty_done */
	.open = dma_faulty_open,
	.trigger = dma_faulty_trigger,
	.pointer = dma_faulty_pointer,
};

int dma_faulty_create(struct dma_faulty *chip, struct snd_card *card)
{
	struct dma_async_tx_descriptor *desc;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dma_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dma_faulty_ops);
	desc = dmaengine_prep_dma_cyclic(chip->chan, chip->addr, chip->period * 4, chip->period,
					 DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!desc)
		return -ENOMEM;
	desc->callback = dma_faulty_done;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

MODULE_LICENSE("GPL");
