// SPDX-License-Identifier: GPL-2.0
/* The handler goes to the board's DMA code under arch/, which requests an IRQ with it. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include <asm/rookery_dma.h>

struct rook {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static irqreturn_t rook_dma(int irq, void *dev_id)
{
	struct rook *chip = dev_id;

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int rook_open(struct snd_pcm_substream *substream)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int rook_close(struct snd_pcm_substream *substream)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int rook_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t rook_pointer(struct snd_pcm_substream *substream)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops rook_ops = { /* want PCM001 */
	.open = rook_open,
	.close = rook_close,
	.trigger = rook_trigger,
	.pointer = rook_pointer,
};

int rook_create(struct snd_card *card, struct rook *chip, int channel)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "rook", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &rook_ops);
	return rookery_request_dma(channel, rook_dma, chip);
}

MODULE_LICENSE("GPL");
