// SPDX-License-Identifier: GPL-2.0
/* The handler completes behind snd_pcm_period_elapsed(), and .trigger makes the completion wait again. */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct cassowary {
	struct snd_pcm_substream *substream;
	int irq;
	struct completion idle;
};

static irqreturn_t cassowary_interrupt(int irq, void *dev_id)
{
	struct cassowary *chip = dev_id;

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	complete_all(&chip->idle);
	return IRQ_HANDLED;
}

static int cassowary_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct cassowary *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_STOP)
		reinit_completion(&chip->idle);
	return 0;
}

static int cassowary_open(struct snd_pcm_substream *substream)
{
	struct cassowary *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int cassowary_sync_stop(struct snd_pcm_substream *substream)
{
	struct cassowary *chip = snd_pcm_substream_chip(substream);

	wait_for_completion(&chip->idle);
	return 0;
}

static const struct snd_pcm_ops cassowary_ops = { /* status synced proved */ /* context irq cassowary_interrupt */
	.open = cassowary_open,
	.trigger = cassowary_trigger,
	.sync_stop = cassowary_sync_stop,
};

int cassowary_create(struct snd_card *card, struct cassowary *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	init_completion(&chip->idle);
	err = request_irq(irq, cassowary_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "cassowary", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &cassowary_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
