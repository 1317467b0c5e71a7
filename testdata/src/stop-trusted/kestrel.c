// SPDX-License-Identifier: GPL-2.0
/* No handler at hand wakes what .sync_stop sleeps on. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/wait.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct kestrel {
	struct snd_pcm_substream *substream;
	int irq;
	bool gone;
	wait_queue_head_t idle;
};

static irqreturn_t kestrel_interrupt(int irq, void *dev_id)
{
	struct kestrel *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int kestrel_open(struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kestrel_sync_stop(struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_pcm_substream_chip(substream);

	wait_event(chip->idle, chip->gone);
	return 0;
}

static const struct snd_pcm_ops kestrel_ops = { /* status synced trusted */ /* context irq kestrel_interrupt */
	.open = kestrel_open,
	.sync_stop = kestrel_sync_stop,
};

int kestrel_create(struct snd_card *card, struct kestrel *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	init_waitqueue_head(&chip->idle);
	err = request_irq(irq, kestrel_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "kestrel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kestrel_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
