// SPDX-License-Identifier: GPL-2.0
/*
 * An IRQ queues a work of the chip that ends the periods: the callback waits for the IRQ first, so that nothing queues
 * the work again, and flushes it only, for the other stream may have queued it.
 */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct sanderling {
	struct snd_card *card;
	struct snd_pcm_substream *substream[2];
	struct work_struct period_work;
	int irq;
};

static void sanderling_work(struct work_struct *work)
{
	struct sanderling *chip = container_of(work, struct sanderling, period_work);

	snd_pcm_period_elapsed(chip->substream[0]);
	snd_pcm_period_elapsed(chip->substream[1]);
}

static irqreturn_t sanderling_interrupt(int irq, void *dev_id)
{
	struct sanderling *chip = dev_id;

	schedule_work(&chip->period_work);
	return IRQ_HANDLED;
}

static int sanderling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	chip->substream[substream->stream] = substream;
	outb(cmd, 0x220);
	return 0;
}

static const struct snd_pcm_ops sanderling_ops = { /* want PCM002 */
	.trigger = sanderling_trigger,
};

int sanderling_create(struct snd_card *card, int irq)
{
	struct sanderling *chip = card->private_data;
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->period_work, sanderling_work);
	err = request_irq(irq, sanderling_interrupt, 0, "sanderling", chip);
	if (err)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "sanderling", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &sanderling_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &sanderling_ops);
	return 0;
}
