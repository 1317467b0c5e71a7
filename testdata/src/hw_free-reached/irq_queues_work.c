// SPDX-License-Identifier: GPL-2.0
/*
 * The handler only queues the work that ends periods. hw_free waits for both: synchronize_irq() by
 * hand is always a finding, and the work is what ends periods.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct snipe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct workqueue_struct *queue;
	struct work_struct work;
	int irq;
};

static irqreturn_t snipe_interrupt(int irq, void *dev_id)
{
	struct snipe *chip = dev_id;

	queue_work(chip->queue, &chip->work);
	return IRQ_HANDLED;
}

static void snipe_work(struct work_struct *work)
{
	struct snipe *chip = container_of(work, struct snipe, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int snipe_open(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int snipe_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t snipe_pointer(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int snipe_hw_free(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq); /* want PCM003 */
	cancel_work_sync(&chip->work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops snipe_ops = { /* want PCM002 */
	.open = snipe_open,
	.hw_free = snipe_hw_free,
	.trigger = snipe_trigger,
	.pointer = snipe_pointer,
};

int snipe_create(struct snipe *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "snipe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &snipe_ops);
	chip->queue = alloc_workqueue("snipe", 0, 1);
	INIT_WORK(&chip->work, snipe_work);
	return request_irq(chip->irq, snipe_interrupt, IRQF_SHARED, "snipe", chip);
}

MODULE_LICENSE("GPL");
