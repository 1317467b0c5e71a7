// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free waits by dmaengine_terminate_sync() for what ends the periods, because nothing else
 * does: .sync_stop is the place for that.
 */
#include <linux/dmaengine.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct ruff {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	dma_addr_t addr;
	size_t period;
};

static void ruff_done(void *data)
{
	struct ruff *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int ruff_open(struct snd_pcm_substream *substream)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int ruff_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t ruff_pointer(struct snd_pcm_substream *substream)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int ruff_hw_free(struct snd_pcm_substream *substream)
{
	struct ruff *chip = snd_pcm_substream_chip(substream);

	dmaengine_terminate_sync(chip->chan); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops ruff_ops = { /* want PCM002 */
	.open = ruff_open,
	.hw_free = ruff_hw_free,
	.trigger = ruff_trigger,
	.pointer = ruff_pointer,
};

int ruff_create(struct ruff *chip, struct snd_card *card)
{
	struct dma_async_tx_descriptor *desc;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ruff", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ruff_ops);
	desc = dmaengine_prep_dma_cyclic(chip->chan, chip->addr, chip->period * 4, chip->period,
					 DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!desc)
		return -ENOMEM;
	desc->callback = ruff_done;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

MODULE_LICENSE("GPL");
