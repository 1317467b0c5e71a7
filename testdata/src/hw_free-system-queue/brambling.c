// SPDX-License-Identifier: GPL-2.0
/* .hw_free flushes the queue of the system, but the work item is on one of the driver's own. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct brambling {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	struct workqueue_struct *queue;
	int irq;
};

static void brambling_work(struct work_struct *work)
{
	struct brambling *chip = container_of(work, struct brambling, work);

	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t brambling_interrupt(int irq, void *dev_id)
{
	struct brambling *chip = dev_id;

	queue_work(chip->queue, &chip->work);
	return IRQ_HANDLED;
}

static int brambling_hw_free(struct snd_pcm_substream *substream)
{
	flush_scheduled_work();
	return 0;
}

static int brambling_open(struct snd_pcm_substream *substream)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int brambling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t brambling_pointer(struct snd_pcm_substream *substream)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops brambling_ops = { /* want PCM002 */
	.hw_free = brambling_hw_free,
	.open = brambling_open,
	.trigger = brambling_trigger,
	.pointer = brambling_pointer,
};

int brambling_create(struct brambling *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "brambling", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brambling_ops);
	INIT_WORK(&chip->work, brambling_work);
	return request_irq(chip->irq, brambling_interrupt, 0, "brambling", chip);
}

MODULE_LICENSE("GPL");
