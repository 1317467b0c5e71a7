// SPDX-License-Identifier: GPL-2.0
/* A bit, in place of a flag, and the interrupt tests it. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define STONECHAT_RUNS BIT(0)

struct stonechat {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
	unsigned int flags;
};

static void stonechat_work(struct work_struct *work)
{
	struct stonechat *chip = container_of(work, struct stonechat, work);

	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t stonechat_interrupt(int irq, void *data)
{
	struct stonechat *chip = data;

	if (chip->flags & STONECHAT_RUNS)
		schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int stonechat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		chip->flags |= STONECHAT_RUNS;
	else
		chip->flags &= ~STONECHAT_RUNS;
	return 0;
}

static const struct snd_pcm_ops stonechat_ops = { /* want PCM002 */
	.trigger = stonechat_trigger,
};

int stonechat_create(struct snd_card *card, struct snd_pcm *pcm, struct stonechat *chip)
{
	INIT_WORK(&chip->work, stonechat_work);
	if (request_irq(chip->irq, stonechat_interrupt, 0, "stonechat", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stonechat_ops);
	return 0;
}
