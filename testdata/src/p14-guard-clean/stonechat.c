// SPDX-License-Identifier: GPL-2.0
/*
 * guard() and scoped_guard() as newer kernels write them: the elapsed call stands inside the scope
 * of one, the schedule inside that of the other. .sync_stop waits, itself under a guard.
 */
#include <linux/cleanup.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct stonechat {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	spinlock_t lock;
	struct mutex mutex;
	struct work_struct work;
	int irq;
};

static irqreturn_t stonechat_interrupt(int irq, void *dev_id)
{
	struct stonechat *chip = dev_id;

	guard(spinlock)(&chip->lock);
	if (!readl(chip->regs + 8))
		return IRQ_NONE;
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void stonechat_work(struct work_struct *work)
{
	struct stonechat *chip = container_of(work, struct stonechat, work);

	scoped_guard(mutex, &chip->mutex) {
		if (chip->substream)
			snd_pcm_period_elapsed(chip->substream);
	}
}

static int stonechat_open(struct snd_pcm_substream *substream)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int stonechat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t stonechat_pointer(struct snd_pcm_substream *substream)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int stonechat_sync_stop(struct snd_pcm_substream *substream)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	flush_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops stonechat_ops = { /* status synced */ /* context work stonechat_work */
	.open = stonechat_open,
	.sync_stop = stonechat_sync_stop,
	.trigger = stonechat_trigger,
	.pointer = stonechat_pointer,
};

int stonechat_create(struct stonechat *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "stonechat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stonechat_ops);
	INIT_WORK(&chip->work, stonechat_work);
	return request_irq(chip->irq, stonechat_interrupt, IRQF_SHARED, "stonechat", chip);
}

MODULE_LICENSE("GPL");
