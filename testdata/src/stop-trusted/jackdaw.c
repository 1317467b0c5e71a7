// SPDX-License-Identifier: GPL-2.0
/* Nothing makes the completion wait again: a period that ended long ago ends the wait. */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct jackdaw {
	struct snd_pcm_substream *substream;
	int irq;
	struct completion idle;
};

static irqreturn_t jackdaw_interrupt(int irq, void *dev_id)
{
	struct jackdaw *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	complete(&chip->idle);
	return IRQ_HANDLED;
}

static int jackdaw_open(struct snd_pcm_substream *substream)
{
	struct jackdaw *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int jackdaw_sync_stop(struct snd_pcm_substream *substream)
{
	struct jackdaw *chip = snd_pcm_substream_chip(substream);

	wait_for_completion(&chip->idle);
	return 0;
}

static const struct snd_pcm_ops jackdaw_ops = { /* status synced trusted */ /* context irq jackdaw_interrupt */
	.open = jackdaw_open,
	.sync_stop = jackdaw_sync_stop,
};

int jackdaw_create(struct snd_card *card, struct jackdaw *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	init_completion(&chip->idle);
	err = request_irq(irq, jackdaw_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "jackdaw", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &jackdaw_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
