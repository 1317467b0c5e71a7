// SPDX-License-Identifier: GPL-2.0
/* STOP clears the flag that the work tests: whoever starts it again, it does nothing. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct redstart {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
	bool running;
	unsigned long flags;
};

static void redstart_work(struct work_struct *work)
{
	struct redstart *chip = container_of(work, struct redstart, work);

	if (chip->running)
		snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t redstart_interrupt(int irq, void *data)
{
	struct redstart *chip = data;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int redstart_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		chip->running = true;
		return 0;
	case SNDRV_PCM_TRIGGER_STOP:
	case SNDRV_PCM_TRIGGER_SUSPEND:
		chip->running = false;
		return 0;
	}
	return -EINVAL;
}

static const struct snd_pcm_ops redstart_ops = { /* want PCM002 */
	.trigger = redstart_trigger,
};

int redstart_create(struct snd_card *card, struct snd_pcm *pcm, struct redstart *chip)
{
	INIT_WORK(&chip->work, redstart_work);
	if (request_irq(chip->irq, redstart_interrupt, 0, "redstart", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &redstart_ops);
	return 0;
}
