// SPDX-License-Identifier: GPL-2.0
/* synchronize_rcu() may keep the handler out: that is not looked into. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hobby {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t hobby_interrupt(int irq, void *dev_id)
{
	struct hobby *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int hobby_open(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hobby_sync_stop(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	synchronize_rcu();
	return 0;
}

static const struct snd_pcm_ops hobby_ops = { /* status synced trusted */ /* context irq hobby_interrupt */
	.open = hobby_open,
	.sync_stop = hobby_sync_stop,
};

int hobby_create(struct snd_card *card, struct hobby *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, hobby_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "hobby", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hobby_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
