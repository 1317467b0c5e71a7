// SPDX-License-Identifier: GPL-2.0
/* synchronize_hardirq() does not wait for the thread of the request, which ends the periods. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct goosander {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t goosander_hard(int irq, void *dev_id)
{
	return IRQ_WAKE_THREAD;
}

static irqreturn_t goosander_thread(int irq, void *dev_id)
{
	struct goosander *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int goosander_open(struct snd_pcm_substream *substream)
{
	struct goosander *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int goosander_sync_stop(struct snd_pcm_substream *substream)
{
	struct goosander *chip = snd_pcm_substream_chip(substream);

	synchronize_hardirq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops goosander_ops = { /* want PCM001 */ /* status unsynced */ /* context threaded-irq goosander_thread */
	.open = goosander_open,
	.sync_stop = goosander_sync_stop,
};

int goosander_create(struct snd_card *card, struct goosander *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_threaded_irq(irq, goosander_hard, goosander_thread, 0, "goosander", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "goosander", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &goosander_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
