// SPDX-License-Identifier: GPL-2.0
/*
 * The handler is here, the ops table is in a file that is not at hand: nobody can say whether
 * anything waits for the handler.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct pochard {
	struct snd_pcm_substream *substream;
	int irq;
};

extern const struct snd_pcm_ops pochard_ops;

static irqreturn_t pochard_interrupt(int irq, void *dev_id)
{
	struct pochard *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream); /* status unknown */
	return IRQ_HANDLED;
}

int pochard_create(struct pochard *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "pochard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pochard_ops);
	return request_irq(chip->irq, pochard_interrupt, 0, "pochard", chip);
}

MODULE_LICENSE("GPL");
