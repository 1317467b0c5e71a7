// SPDX-License-Identifier: GPL-2.0
/* A work ends the period. The table has .sync_stop, which waits. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct work_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void work_clean_work(struct work_struct *work)
{
	struct work_clean *chip = container_of(work, struct work_clean, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int work_clean_open(struct snd_pcm_substream *substream)
{
	struct work_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int work_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct work_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t work_clean_pointer(struct snd_pcm_substream *substream)
{
	struct work_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int work_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct work_clean *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops work_clean_ops = { /* status synced */ /* context work work_clean_work */
	.open = work_clean_open,
	.sync_stop = work_clean_sync_stop,
	.trigger = work_clean_trigger,
	.pointer = work_clean_pointer,
};

int work_clean_create(struct work_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "work_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &work_clean_ops);
	INIT_WORK(&chip->work, work_clean_work);
	schedule_work(&chip->work);
	return 0;
}

MODULE_LICENSE("GPL");
