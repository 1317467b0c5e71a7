// SPDX-License-Identifier: GPL-2.0
/* The only value that card->sync_irq ever gets is -1, which is what it starts with. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct scoter {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

static irqreturn_t scoter_interrupt(int irq, void *dev_id)
{
	struct scoter *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int scoter_open(struct snd_pcm_substream *substream)
{
	struct scoter *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int scoter_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct scoter *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t scoter_pointer(struct snd_pcm_substream *substream)
{
	struct scoter *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops scoter_ops = { /* want PCM001 */ /* context irq scoter_interrupt */
	.open = scoter_open,
	.trigger = scoter_trigger,
	.pointer = scoter_pointer,
};

int scoter_create(struct scoter *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "scoter", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &scoter_ops);
	chip->card = card;
	card->sync_irq = -1;
	err = request_irq(chip->irq, scoter_interrupt, IRQF_SHARED, "scoter", chip);
	if (err < 0)
		return err;
	return 0;
}

MODULE_LICENSE("GPL");
