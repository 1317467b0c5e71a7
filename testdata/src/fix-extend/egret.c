// SPDX-License-Identifier: GPL-2.0
/* Its .sync_stop waits for the work, and not for the IRQ: only that is added, with the variable that it needs. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct egret {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t egret_interrupt(int irq, void *data)
{
	struct egret *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static struct work_struct egret_wake;

static void egret_work(struct work_struct *work)
{
	snd_pcm_period_elapsed(NULL);
}

static int egret_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct egret *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static int egret_sync_stop(struct snd_pcm_substream *substream)
{
	cancel_work_sync(&egret_wake);
	return 0;
}

static const struct snd_pcm_ops egret_ops = { /* want PCM001 */
	.trigger = egret_trigger,
	.sync_stop = egret_sync_stop,
};

int egret_create(struct snd_card *card, struct egret *chip)
{
	struct snd_pcm *pcm;

	INIT_WORK(&egret_wake, egret_work);
	if (request_irq(chip->irq, egret_interrupt, 0, "egret", chip))
		return -EBUSY;
	if (snd_pcm_new(card, "egret", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &egret_ops);
	return 0;
}
