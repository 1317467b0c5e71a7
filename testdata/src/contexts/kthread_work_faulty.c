// SPDX-License-Identifier: GPL-2.0
/* A work of a kthread worker ends the period. */
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct kthread_work_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct kthread_worker *worker;
	struct kthread_work work;
};

static void kthread_work_faulty_work(struct kthread_work *work)
{
	struct kthread_work_faulty *chip = container_of(work, struct kthread_work_faulty, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int kthread_work_faulty_open(struct snd_pcm_substream *substream)
{
	struct kthread_work_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kthread_work_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kthread_work_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kthread_work_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct kthread_work_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops kthread_work_faulty_ops = { /* want PCM002 */
	.open = kthread_work_faulty_open,
	.trigger = kthread_work_faulty_trigger,
	.pointer = kthread_work_faulty_pointer,
};

int kthread_work_faulty_create(struct kthread_work_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "kthread_work_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kthread_work_faulty_ops);
	kthread_init_work(&chip->work, kthread_work_faulty_work);
	return 0;
}

MODULE_LICENSE("GPL");
