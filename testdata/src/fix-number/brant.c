// SPDX-License-Identifier: GPL-2.0
/*
 * The request is what a helper without a card returns: the number is kept in front of it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct brant {
	struct snd_pcm_substream *substream;
	void __iomem *regs;
};

static irqreturn_t brant_interrupt(int irq, void *dev_id)
{
	struct brant *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int brant_open(struct snd_pcm_substream *substream)
{
	struct brant *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int brant_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brant *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops brant_ops = { /* want PCM001 */
	.open = brant_open,
	.trigger = brant_trigger,
};

static int brant_pcm(struct snd_card *card, struct brant *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "brant", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brant_ops);
	return 0;
}

static int brant_request(struct brant *chip, int line)
{
	return request_irq(line, brant_interrupt, 0, "brant", chip);
}

int brant_create(struct snd_card *card, struct brant *chip, int line)
{
	int err = brant_request(chip, line);

	if (err)
		return err;
	return brant_pcm(card, chip);
}

MODULE_LICENSE("GPL");
