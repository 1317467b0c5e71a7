// SPDX-License-Identifier: GPL-2.0
/* card->sync_irq gets the member before that gets its number. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct lark {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t lark_interrupt(int irq, void *dev_id)
{
	struct lark *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int lark_open(struct snd_pcm_substream *substream)
{
	struct lark *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops lark_ops = { /* want PCM001 */ /* status unsynced */ /* context irq lark_interrupt */
	.open = lark_open,
};

int lark_create(struct snd_card *card, struct lark *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = -1;
	card->sync_irq = chip->irq;
	err = request_irq(irq, lark_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "lark", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &lark_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
