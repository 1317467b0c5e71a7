// SPDX-License-Identifier: GPL-2.0
/* .hw_free flushes the queue of the system, which is where schedule_work() puts the work item. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct redwing {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
};

static void redwing_work(struct work_struct *work)
{
	struct redwing *chip = container_of(work, struct redwing, work);

	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t redwing_interrupt(int irq, void *dev_id)
{
	struct redwing *chip = dev_id;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int redwing_hw_free(struct snd_pcm_substream *substream)
{
	flush_scheduled_work(); /* want PCM003 */
	return 0;
}

static int redwing_open(struct snd_pcm_substream *substream)
{
	struct redwing *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int redwing_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct redwing *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t redwing_pointer(struct snd_pcm_substream *substream)
{
	struct redwing *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops redwing_ops = { /* want PCM002 */
	.hw_free = redwing_hw_free,
	.open = redwing_open,
	.trigger = redwing_trigger,
	.pointer = redwing_pointer,
};

int redwing_create(struct redwing *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "redwing", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &redwing_ops);
	INIT_WORK(&chip->work, redwing_work);
	return request_irq(chip->irq, redwing_interrupt, 0, "redwing", chip);
}

MODULE_LICENSE("GPL");
