// SPDX-License-Identifier: GPL-2.0
/* hw_free flushes the queue of the mixer; the work that ends periods runs on another queue. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct workqueue_struct *mixer_queue;
	struct workqueue_struct *queue;
	struct work_struct work;
	int irq;
};

static irqreturn_t siskin_interrupt(int irq, void *dev_id)
{
	struct siskin *chip = dev_id;

	queue_work(chip->queue, &chip->work);
	return IRQ_HANDLED;
}

static void siskin_work(struct work_struct *work)
{
	struct siskin *chip = container_of(work, struct siskin, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t siskin_pointer(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	flush_workqueue(chip->mixer_queue);
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM002 */
	.open = siskin_open,
	.hw_free = siskin_hw_free,
	.trigger = siskin_trigger,
	.pointer = siskin_pointer,
};

int siskin_create(struct siskin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "siskin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	chip->mixer_queue = alloc_workqueue("siskin mixer", 0, 1);
	chip->queue = alloc_workqueue("siskin", 0, 1);
	INIT_WORK(&chip->work, siskin_work);
	return request_irq(chip->irq, siskin_interrupt, IRQF_SHARED, "siskin", chip);
}

MODULE_LICENSE("GPL");
