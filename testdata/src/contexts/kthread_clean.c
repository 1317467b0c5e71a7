// SPDX-License-Identifier: GPL-2.0
/* A kernel thread ends the periods. The table has .sync_stop, which waits. */
#include <linux/delay.h>
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct kthread_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct task_struct *task;
};

static int kthread_clean_thread(void *data)
{
	struct kthread_clean *chip = data;

	while (!kthread_should_stop()) {
		msleep(5);
		snd_pcm_period_elapsed(chip->substream);
	}
	return 0;
}

static int kthread_clean_open(struct snd_pcm_substream *substream)
{
	struct kthread_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kthread_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kthread_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kthread_clean_pointer(struct snd_pcm_substream *substream)
{
	struct kthread_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int kthread_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct kthread_clean *chip = snd_pcm_substream_chip(substream);

	kthread_stop(chip->task);
	return 0;
}

static const struct snd_pcm_ops kthread_clean_ops = { /* status synced */ /* context kthread kthread_clean_thread */
	.open = kthread_clean_open,
	.sync_stop = kthread_clean_sync_stop,
	.trigger = kthread_clean_trigger,
	.pointer = kthread_clean_pointer,
};

int kthread_clean_create(struct kthread_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "kthread_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kthread_clean_ops);
	chip->task = kthread_run(kthread_clean_thread, chip, "kthread_clean");
	return 0;
}

MODULE_LICENSE("GPL");
