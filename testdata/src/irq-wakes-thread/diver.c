// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ handler wakes a kernel thread, and the thread ends periods. So the thread is the
 * context, and card->sync_irq does not cover it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct diver {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct task_struct *thread;
	int irq;
};

static int diver_thread(void *data)
{
	struct diver *chip = data;

	while (!kthread_should_stop()) {
		schedule();
		snd_pcm_period_elapsed(chip->substream);
	}
	return 0;
}

static irqreturn_t diver_interrupt(int irq, void *dev_id)
{
	struct diver *chip = dev_id;

	wake_up_process(chip->thread);
	return IRQ_HANDLED;
}

static int diver_open(struct snd_pcm_substream *substream)
{
	struct diver *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int diver_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct diver *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t diver_pointer(struct snd_pcm_substream *substream)
{
	struct diver *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops diver_ops = { /* want PCM002 */ /* context kthread diver_thread */
	.open = diver_open,
	.trigger = diver_trigger,
	.pointer = diver_pointer,
};

int diver_create(struct diver *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "diver", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &diver_ops);
	chip->thread = kthread_create(diver_thread, chip, "diver");
	err = request_irq(chip->irq, diver_interrupt, IRQF_SHARED, "diver", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
