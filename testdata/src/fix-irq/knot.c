// SPDX-License-Identifier: GPL-2.0
/* An IRQ per channel, requested in a loop: card->sync_irq is one number, so there is no certain repair. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct knot_channel {
	struct snd_pcm_substream *substream;
	int irq;
};

struct knot {
	struct snd_card *card;
	struct knot_channel channel[4];
};

static irqreturn_t knot_interrupt(int irq, void *dev_id)
{
	struct knot_channel *c = dev_id;

	snd_pcm_period_elapsed(c->substream);
	return IRQ_HANDLED;
}

static int knot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	chip->channel[substream->number].substream = substream;
	return 0;
}

static const struct snd_pcm_ops knot_ops = { /* want PCM001 */
	.trigger = knot_trigger,
};

int knot_create(struct snd_card *card, const int *irqs)
{
	struct knot *chip = card->private_data;
	struct snd_pcm *pcm;
	int i, err;

	chip->card = card;
	for (i = 0; i < 4; i++) {
		err = request_irq(irqs[i], knot_interrupt, 0, "knot", &chip->channel[i]);
		if (err)
			return err;
		chip->channel[i].irq = irqs[i];
	}
	err = snd_pcm_new(card, "knot", 0, 4, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &knot_ops);
	return 0;
}
