// SPDX-License-Identifier: GPL-2.0
/* STOP writes to a struct that is defined nowhere: it may be a register of the device. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct siskin_regs;

struct siskin {
	struct snd_pcm_substream *substream;
	struct siskin_regs *regs;
	struct work_struct work;
	int irq;
};

static void siskin_work(struct work_struct *work)
{
	struct siskin *chip = container_of(work, struct siskin, work);

	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t siskin_interrupt(int irq, void *data)
{
	struct siskin *chip = data;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->regs->control = cmd == SNDRV_PCM_TRIGGER_START;
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM002 */
	.trigger = siskin_trigger,
};

int siskin_create(struct snd_card *card, struct snd_pcm *pcm, struct siskin *chip)
{
	INIT_WORK(&chip->work, siskin_work);
	if (request_irq(chip->irq, siskin_interrupt, 0, "siskin", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	return 0;
}
