// SPDX-License-Identifier: GPL-2.0
/* Nothing ever raises the counter that .sync_stop waits for: it is zero all the time. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct godwit {
	struct snd_pcm_substream *substream;
	int irq;
	atomic_t busy;
};

static irqreturn_t godwit_interrupt(int irq, void *dev_id)
{
	struct godwit *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	atomic_dec_if_positive(&chip->busy);
	return IRQ_HANDLED;
}

static int godwit_open(struct snd_pcm_substream *substream)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int godwit_sync_stop(struct snd_pcm_substream *substream)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	while (atomic_read(&chip->busy))
		msleep(1);
	return 0;
}

static const struct snd_pcm_ops godwit_ops = { /* want PCM001 */ /* status unsynced */ /* context irq godwit_interrupt */
	.open = godwit_open,
	.sync_stop = godwit_sync_stop,
};

int godwit_create(struct snd_card *card, struct godwit *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, godwit_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "godwit", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &godwit_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
