// SPDX-License-Identifier: GPL-2.0
/* STOP clears the flag, but SUSPEND, which the driver knows, does not. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct nightjar {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
	bool running;
};

static void nightjar_work(struct work_struct *work)
{
	struct nightjar *chip = container_of(work, struct nightjar, work);

	if (!READ_ONCE(chip->running))
		return;
	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t nightjar_interrupt(int irq, void *data)
{
	struct nightjar *chip = data;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int nightjar_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct nightjar *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		WRITE_ONCE(chip->running, true);
		return 0;
	case SNDRV_PCM_TRIGGER_STOP:
		WRITE_ONCE(chip->running, false);
		return 0;
	case SNDRV_PCM_TRIGGER_SUSPEND:
		return 0;
	}
	return -EINVAL;
}

static const struct snd_pcm_ops nightjar_ops = { /* want PCM002 */
	.trigger = nightjar_trigger,
};

int nightjar_create(struct snd_card *card, struct snd_pcm *pcm, struct nightjar *chip)
{
	INIT_WORK(&chip->work, nightjar_work);
	if (request_irq(chip->irq, nightjar_interrupt, 0, "nightjar", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &nightjar_ops);
	return 0;
}
