// SPDX-License-Identifier: GPL-2.0
/*
 * A lock handshake with guards: the handler tests under the lock a flag that trigger(STOP) has cleared, and
 * .sync_stop takes the lock once.
 */
#include <linux/cleanup.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct chough {
	struct snd_pcm_substream *substream;
	int irq;
	bool running;
	spinlock_t lock;
};

static void chough_ended(struct chough *chip)
{
	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t chough_interrupt(int irq, void *dev_id)
{
	struct chough *chip = dev_id;

	guard(spinlock)(&chip->lock);
	if (!chip->running)
		return IRQ_NONE;
	chough_ended(chip);
	return IRQ_HANDLED;
}

static int chough_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct chough *chip = snd_pcm_substream_chip(substream);

	chip->running = cmd == SNDRV_PCM_TRIGGER_START;
	return 0;
}

static int chough_open(struct snd_pcm_substream *substream)
{
	struct chough *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int chough_sync_stop(struct snd_pcm_substream *substream)
{
	struct chough *chip = snd_pcm_substream_chip(substream);

	scoped_guard(spinlock_irq, &chip->lock) {
		chip->substream = NULL;
	}
	return 0;
}

static const struct snd_pcm_ops chough_ops = { /* status synced proved */ /* context irq chough_interrupt */
	.open = chough_open,
	.trigger = chough_trigger,
	.sync_stop = chough_sync_stop,
};

int chough_create(struct snd_card *card, struct chough *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	err = request_irq(irq, chough_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "chough", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &chough_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
