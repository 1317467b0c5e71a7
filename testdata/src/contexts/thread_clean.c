// SPDX-License-Identifier: GPL-2.0
/* The thread function of an IRQ ends the period. The table has .sync_stop, which waits. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct thread_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t thread_clean_thread(int irq, void *dev_id)
{
	struct thread_clean *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int thread_clean_open(struct snd_pcm_substream *substream)
{
	struct thread_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int thread_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct thread_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t thread_clean_pointer(struct snd_pcm_substream *substream)
{
	struct thread_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int thread_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct thread_clean *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops thread_clean_ops = { /* status synced */ /* context threaded-irq thread_clean_thread */
	.open = thread_clean_open,
	.sync_stop = thread_clean_sync_stop,
	.trigger = thread_clean_trigger,
	.pointer = thread_clean_pointer,
};

int thread_clean_create(struct thread_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "thread_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &thread_clean_ops);
	return devm_request_threaded_irq(card->dev, chip->irq, NULL, thread_clean_thread, IRQF_ONESHOT, "thread_clean", chip);
}

MODULE_LICENSE("GPL");
