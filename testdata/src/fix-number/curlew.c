// SPDX-License-Identifier: GPL-2.0
/* The card comes after the IRQ, in another function: where that is requested there is none to assign the number to. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct curlew {
	void __iomem *regs;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t curlew_interrupt(int irq, void *data)
{
	struct curlew *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int curlew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops curlew_ops = { /* want PCM001 */
	.trigger = curlew_trigger,
};

static int curlew_request(struct curlew *chip)
{
	if (request_irq(chip->irq, curlew_interrupt, 0, "curlew", chip))
		return -EBUSY;
	return 0;
}

static int curlew_sound(struct curlew *chip, struct device *dev)
{
	struct snd_card *card;
	struct snd_pcm *pcm;

	if (snd_card_new(dev, -1, NULL, THIS_MODULE, 0, &card) < 0)
		return -ENOMEM;
	chip->card = card;
	if (snd_pcm_new(card, "curlew", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &curlew_ops);
	return snd_card_register(card);
}

int curlew_create(struct curlew *chip, struct device *dev)
{
	int err = curlew_request(chip);

	if (err < 0)
		return err;
	return curlew_sound(chip, dev);
}
