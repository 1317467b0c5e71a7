// SPDX-License-Identifier: GPL-2.0
/*
 * guard() and scoped_guard() as newer kernels write them: the elapsed call stands inside the scope
 * of one, the schedule inside that of the other.
 */
#include <linux/cleanup.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct whinchat {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	spinlock_t lock;
	struct mutex mutex;
	struct work_struct work;
	int irq;
};

static irqreturn_t whinchat_interrupt(int irq, void *dev_id)
{
	struct whinchat *chip = dev_id;

	guard(spinlock)(&chip->lock);
	if (!readl(chip->regs + 8))
		return IRQ_NONE;
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void whinchat_work(struct work_struct *work)
{
	struct whinchat *chip = container_of(work, struct whinchat, work);

	scoped_guard(mutex, &chip->mutex) {
		if (chip->substream)
			snd_pcm_period_elapsed(chip->substream);
	}
}

static int whinchat_open(struct snd_pcm_substream *substream)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int whinchat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t whinchat_pointer(struct snd_pcm_substream *substream)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int whinchat_hw_free(struct snd_pcm_substream *substream)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	scoped_guard(mutex, &chip->mutex)
		writel(0, chip->regs);
	cancel_work_sync(&chip->work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops whinchat_ops = { /* want PCM002 */ /* context work whinchat_work */
	.open = whinchat_open,
	.hw_free = whinchat_hw_free,
	.trigger = whinchat_trigger,
	.pointer = whinchat_pointer,
};

int whinchat_create(struct whinchat *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "whinchat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whinchat_ops);
	INIT_WORK(&chip->work, whinchat_work);
	return request_irq(chip->irq, whinchat_interrupt, IRQF_SHARED, "whinchat", chip);
}

MODULE_LICENSE("GPL");
