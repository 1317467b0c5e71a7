// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free waits by synchronize_hardirq() for what ends the periods, because nothing else does:
 * .sync_stop is the place for that.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct ruff {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t ruff_interrupt(int irq, void *dev_id)
{
	struct ruff *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
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

	synchronize_hardirq(chip->irq); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops ruff_ops = { /* want PCM001 */
	.open = ruff_open,
	.hw_free = ruff_hw_free,
	.trigger = ruff_trigger,
	.pointer = ruff_pointer,
};

int ruff_create(struct ruff *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ruff", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ruff_ops);
	return request_irq(chip->irq, ruff_interrupt, IRQF_SHARED, "ruff", chip);
}

MODULE_LICENSE("GPL");
