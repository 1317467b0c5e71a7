// SPDX-License-Identifier: GPL-2.0
/* A kernel thread ends the periods. */
#include <linux/delay.h>
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct kthread_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct task_struct *task;
};

static int kthread_faulty_thread(void *data)
{
	struct kthread_faulty *chip = data;

	while (!kthread_should_stop()) {
		msleep(5);
		snd_pcm_period_elapsed(chip->substream);
	}
	return 0;
}

static int kthread_faulty_open(struct snd_pcm_substream *substream)
{
	struct kthread_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kthread_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kthread_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kthread_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct kthread_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops kthread_faulty_ops = { /* want PCM002 */ /* context kthread kthread_faulty_thread */
	.open = kthread_faulty_open,
	.trigger = kthread_faulty_trigger,
	.pointer = kthread_faulty_pointer,
};

int kthread_faulty_create(struct kthread_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "kthread_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kthread_faulty_ops);
	chip->task = kthread_run(kthread_faulty_thread, chip, "kthread_faulty");
	return 0;
}

MODULE_LICENSE("GPL");
