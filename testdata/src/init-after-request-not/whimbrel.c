// SPDX-License-Identifier: GPL-2.0
/*
 * Requests that nothing runs for yet: in open, whose initialisations are for the stream, and
 * disabled until everything is there. The caller of a helper that requests has initialised
 * the lock before.
 */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whimbrel {
	spinlock_t lock, stream, control;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t whimbrel_interrupt(int irq, void *dev_id)
{
	struct whimbrel *chip = dev_id;

	spin_lock(&chip->lock);
	spin_lock(&chip->stream);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t whimbrel_control(int irq, void *dev_id)
{
	struct whimbrel *chip = dev_id;

	spin_lock(&chip->control);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int whimbrel_request(struct whimbrel *chip)
{
	return request_irq(chip->irq, whimbrel_interrupt, 0, "whimbrel", chip);
}

static int whimbrel_open(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);
	int err;

	chip->substream = substream;
	err = whimbrel_request(chip);
	spin_lock_init(&chip->stream);
	return err;
}

static int whimbrel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return 0;
}

static int whimbrel_sync_stop(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	synchronize_irq(chip->irq + 1);
	return 0;
}

static snd_pcm_uframes_t whimbrel_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops whimbrel_ops = {
	.open = whimbrel_open,
	.trigger = whimbrel_trigger,
	.pointer = whimbrel_pointer,
	.sync_stop = whimbrel_sync_stop,
};

int whimbrel_create(struct snd_card *card, struct whimbrel *chip)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	err = request_irq(chip->irq + 1, whimbrel_control, IRQF_NO_AUTOEN, "whimbrel", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "whimbrel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	spin_lock_init(&chip->control);
	enable_irq(chip->irq + 1);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whimbrel_ops);
	return snd_card_register(card);
}
