// SPDX-License-Identifier: GPL-2.0
/* The reply to a request comes in a branch of the handler that does not end a period. */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct jay {
	struct snd_pcm_substream *substream;
	int irq;
	void __iomem *regs;
	struct completion reply;
};

static irqreturn_t jay_interrupt(int irq, void *dev_id)
{
	struct jay *chip = dev_id;

	if (readl(chip->regs) & 1) {
		snd_pcm_period_elapsed(chip->substream);
		return IRQ_HANDLED;
	}
	complete(&chip->reply);
	return IRQ_HANDLED;
}

static int jay_open(struct snd_pcm_substream *substream)
{
	struct jay *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int jay_sync_stop(struct snd_pcm_substream *substream)
{
	struct jay *chip = snd_pcm_substream_chip(substream);

	reinit_completion(&chip->reply);
	writeb(1, chip->regs);
	wait_for_completion(&chip->reply);
	return 0;
}

static const struct snd_pcm_ops jay_ops = { /* status synced trusted */ /* context irq jay_interrupt */
	.open = jay_open,
	.sync_stop = jay_sync_stop,
};

int jay_create(struct snd_card *card, struct jay *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	init_completion(&chip->reply);
	err = request_irq(irq, jay_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "jay", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &jay_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
