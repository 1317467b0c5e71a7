// SPDX-License-Identifier: GPL-2.0
/* Nothing stops: the interrupt starts the work again behind any wait, and there is no certain repair. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whinchat {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
};

static void whinchat_work(struct work_struct *work)
{
	struct whinchat *chip = container_of(work, struct whinchat, work);

	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t whinchat_interrupt(int irq, void *data)
{
	struct whinchat *chip = data;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int whinchat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return 0;
}

static const struct snd_pcm_ops whinchat_ops = { /* want PCM002 */
	.trigger = whinchat_trigger,
};

int whinchat_create(struct snd_card *card, struct snd_pcm *pcm, struct whinchat *chip)
{
	INIT_WORK(&chip->work, whinchat_work);
	if (request_irq(chip->irq, whinchat_interrupt, 0, "whinchat", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whinchat_ops);
	return 0;
}
