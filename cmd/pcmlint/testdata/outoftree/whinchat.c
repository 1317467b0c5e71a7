// SPDX-License-Identifier: GPL-2.0
/* The module that docs/out-of-tree.md is about. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/version.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whinchat {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t whinchat_interrupt(int irq, void *dev_id)
{
	struct whinchat *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int whinchat_open(struct snd_pcm_substream *substream)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops whinchat_ops = {
	.open = whinchat_open,
};

int whinchat_create(struct snd_card *card, struct whinchat *chip, int irq);
int whinchat_create(struct snd_card *card, struct whinchat *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, whinchat_interrupt, IRQF_SHARED, "whinchat", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "whinchat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whinchat_ops);
	return snd_card_register(card);
}
MODULE_DESCRIPTION("An example");
MODULE_LICENSE("GPL");
