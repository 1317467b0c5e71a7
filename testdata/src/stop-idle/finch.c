// SPDX-License-Identifier: GPL-2.0
/* A wait for one of two: the timer, and not the IRQ, which card->sync_irq named before there was a .sync_stop. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct finch {
	struct snd_pcm_substream *substream;
	int irq;
	struct timer_list timer;
};

static irqreturn_t finch_interrupt(int irq, void *dev_id)
{
	struct finch *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void finch_tick(struct timer_list *t)
{
	struct finch *chip = container_of(t, struct finch, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static int finch_open(struct snd_pcm_substream *substream)
{
	struct finch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int finch_sync_stop(struct snd_pcm_substream *substream)
{
	struct finch *chip = snd_pcm_substream_chip(substream);

	timer_delete_sync(&chip->timer);
	return 0;
}

static const struct snd_pcm_ops finch_ops = { /* want PCM001 */ /* status unsynced */ /* context irq finch_interrupt; timer finch_tick */
	.open = finch_open,
	.sync_stop = finch_sync_stop,
};

int finch_create(struct snd_card *card, struct finch *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	timer_setup(&chip->timer, finch_tick, 0);
	err = request_irq(irq, finch_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	card->sync_irq = irq;
	err = snd_pcm_new(card, "finch", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &finch_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
