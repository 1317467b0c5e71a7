// SPDX-License-Identifier: GPL-2.0
/* The chip keeps a copy of the table, made by memcpy(), in which only .trigger is another one. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/string.h>
#include <sound/pcm.h>

struct ruff {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_pcm_ops ops;
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

static int ruff_slow_trigger(struct snd_pcm_substream *substream, int cmd)
{
	udelay(10);
	return ruff_trigger(substream, cmd);
}

static const struct snd_pcm_ops ruff_ops = {
	.open = ruff_open,
	.trigger = ruff_trigger,
	.pointer = ruff_pointer,
};

int ruff_create(struct ruff *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ruff", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	memcpy(&chip->ops, &ruff_ops, sizeof(chip->ops)); /* want PCM001 */
	chip->ops.trigger = ruff_slow_trigger;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &chip->ops);
	return request_irq(chip->irq, ruff_interrupt, 0, "ruff", chip);
}

MODULE_LICENSE("GPL");
