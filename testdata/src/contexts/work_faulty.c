// SPDX-License-Identifier: GPL-2.0
/* A work ends the period. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct work_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void work_faulty_work(struct work_struct *work)
{
	struct work_faulty *chip = container_of(work, struct work_faulty, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int work_faulty_open(struct snd_pcm_substream *substream)
{
	struct work_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int work_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct work_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t work_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct work_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops work_faulty_ops = { /* want PCM002 */ /* context work work_faulty_work */
	.open = work_faulty_open,
	.trigger = work_faulty_trigger,
	.pointer = work_faulty_pointer,
};

int work_faulty_create(struct work_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "work_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &work_faulty_ops);
	INIT_WORK(&chip->work, work_faulty_work);
	schedule_work(&chip->work);
	return 0;
}

MODULE_LICENSE("GPL");
