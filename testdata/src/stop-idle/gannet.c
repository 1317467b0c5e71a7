// SPDX-License-Identifier: GPL-2.0
/* wait_event() on a queue that only the handler of the control IRQ wakes. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/wait.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct gannet {
	struct snd_pcm_substream *substream;
	int irq;
	bool answered;
	wait_queue_head_t answer;
};

static irqreturn_t gannet_interrupt(int irq, void *dev_id)
{
	struct gannet *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t gannet_control(int irq, void *dev_id)
{
	struct gannet *chip = dev_id;

	chip->answered = true;
	wake_up(&chip->answer);
	return IRQ_HANDLED;
}

static int gannet_open(struct snd_pcm_substream *substream)
{
	struct gannet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gannet_sync_stop(struct snd_pcm_substream *substream)
{
	struct gannet *chip = snd_pcm_substream_chip(substream);

	wait_event(chip->answer, chip->answered);
	return 0;
}

static const struct snd_pcm_ops gannet_ops = { /* want PCM001 */ /* status unsynced */ /* context irq gannet_interrupt */
	.open = gannet_open,
	.sync_stop = gannet_sync_stop,
};

int gannet_create(struct snd_card *card, struct gannet *chip, int irq, int control)
{
	struct snd_pcm *pcm;
	int err;

	init_waitqueue_head(&chip->answer);
	err = request_irq(control, gannet_control, 0, "gannet-control", chip);
	if (err < 0)
		return err;
	err = request_irq(irq, gannet_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "gannet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gannet_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
