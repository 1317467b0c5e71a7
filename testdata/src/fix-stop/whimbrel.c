// SPDX-License-Identifier: GPL-2.0
/* Two IRQs of one chip: the card can name one only, so the callback waits for both. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whimbrel {
	struct snd_card *card;
	struct snd_pcm_substream *substream[2];
	int tx_irq;
	int rx_irq;
};

static irqreturn_t whimbrel_tx(int irq, void *dev_id)
{
	struct whimbrel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream[0]);
	return IRQ_HANDLED;
}

static irqreturn_t whimbrel_rx(int irq, void *dev_id)
{
	struct whimbrel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream[1]);
	return IRQ_HANDLED;
}

static int whimbrel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	chip->substream[substream->stream] = substream;
	return 0;
}

static const struct snd_pcm_ops whimbrel_ops = { /* want PCM001 */
	.trigger = whimbrel_trigger,
};

int whimbrel_create(struct snd_card *card, int tx, int rx)
{
	struct whimbrel *chip = card->private_data;
	struct snd_pcm *pcm;
	int irq, err;

	irq = tx;
	err = request_irq(irq, whimbrel_tx, 0, "whimbrel", chip);
	if (err)
		return err;
	chip->tx_irq = irq;
	irq = rx;
	err = request_irq(irq, whimbrel_rx, 0, "whimbrel", chip);
	if (err)
		return err;
	chip->rx_irq = irq;
	err = snd_pcm_new(card, "whimbrel", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whimbrel_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &whimbrel_ops);
	return 0;
}
