// SPDX-License-Identifier: GPL-2.0
/* hw_free stops the thread that cools the amplifier. Another thread ends periods. */
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct task_struct *fan;
	struct task_struct *task;
};

static int siskin_thread(void *data)
{
	struct siskin *chip = data;

	while (!kthread_should_stop())
		snd_pcm_period_elapsed(chip->substream);
	return 0;
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

static int siskin_fan(void *data)
{
	struct siskin *chip = data;

	while (!kthread_should_stop())
		writel(1, chip->regs + 12);
	return 0;
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	kthread_stop(chip->fan);
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
	chip->fan = kthread_run(siskin_fan, chip, "siskin fan");
	chip->task = kthread_run(siskin_thread, chip, "siskin");
	return 0;
}

MODULE_LICENSE("GPL");
