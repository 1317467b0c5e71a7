// SPDX-License-Identifier: GPL-2.0
/*
 * The number goes through two arguments and a copy before .sync_stop waits for it; the thread of the request
 * ends the periods.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dove {
	struct snd_pcm_substream *substream;
	struct dove_hw {
		int line;
	} *hw;
	int irq;
};

static irqreturn_t dove_thread(int irq, void *dev_id)
{
	struct dove *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int dove_request(struct dove *chip, int number, irq_handler_t thread)
{
	return request_threaded_irq(number, NULL, thread, IRQF_ONESHOT, "dove", chip);
}

static void dove_keep(struct dove *chip, int number)
{
	chip->hw->line = number;
	chip->irq = chip->hw->line;
}

static int dove_open(struct snd_pcm_substream *substream)
{
	struct dove *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dove_sync_stop(struct snd_pcm_substream *substream)
{
	struct dove *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops dove_ops = { /* status synced proved */ /* context threaded-irq dove_thread */
	.open = dove_open,
	.sync_stop = dove_sync_stop,
};

int dove_create(struct snd_card *card, struct dove *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = dove_request(chip, irq, dove_thread);
	if (err < 0)
		return err;
	dove_keep(chip, irq);
	err = snd_pcm_new(card, "dove", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dove_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
