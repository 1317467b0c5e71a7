// SPDX-License-Identifier: GPL-2.0
/* The thread function of an IRQ ends the period. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct thread_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t thread_faulty_thread(int irq, void *dev_id)
{
	struct thread_faulty *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int thread_faulty_open(struct snd_pcm_substream *substream)
{
	struct thread_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int thread_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct thread_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t thread_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct thread_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops thread_faulty_ops = { /* want PCM001 */ /* context threaded-irq thread_faulty_thread */
	.open = thread_faulty_open,
	.trigger = thread_faulty_trigger,
	.pointer = thread_faulty_pointer,
};

int thread_faulty_create(struct thread_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "thread_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &thread_faulty_ops);
	return devm_request_threaded_irq(card->dev, chip->irq, NULL, thread_faulty_thread, IRQF_ONESHOT, "thread_faulty", chip);
}

MODULE_LICENSE("GPL");
