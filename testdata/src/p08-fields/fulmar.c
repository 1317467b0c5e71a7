// SPDX-License-Identifier: GPL-2.0
/* Registration by a field: desc->callback = f of a DMA descriptor. */
#include <linux/dmaengine.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct fulmar {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
	dma_addr_t addr;
	size_t period;
};

static void fulmar_dma_done(void *data)
{
	struct fulmar *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int fulmar_open(struct snd_pcm_substream *substream)
{
	struct fulmar *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int fulmar_prepare(struct snd_pcm_substream *substream)
{
	struct fulmar *chip = snd_pcm_substream_chip(substream);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_dma_cyclic(chip->chan, chip->addr, chip->period * 4, chip->period,
					 DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!desc)
		return -ENOMEM;
	desc->callback = fulmar_dma_done;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

static int fulmar_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct fulmar *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t fulmar_pointer(struct snd_pcm_substream *substream)
{
	struct fulmar *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops fulmar_ops = { /* want PCM002 */ /* context dma fulmar_dma_done */
	.open = fulmar_open,
	.prepare = fulmar_prepare,
	.trigger = fulmar_trigger,
	.pointer = fulmar_pointer,
};

int fulmar_create(struct fulmar *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "fulmar", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &fulmar_ops);
	return 0;
}

MODULE_LICENSE("GPL");
