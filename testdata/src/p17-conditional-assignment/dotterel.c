// SPDX-License-Identifier: GPL-2.0
/*
 * .sync_stop is added at run time, under an if. Whether the table that is used has it cannot be
 * told: not judged, and said so.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct dotterel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	bool slow;
};

static void dotterel_work(struct work_struct *work)
{
	struct dotterel *chip = container_of(work, struct dotterel, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int dotterel_open(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dotterel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dotterel_pointer(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int dotterel_sync_stop(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static struct snd_pcm_ops dotterel_ops = { /* status unknown */
	.open = dotterel_open,
	.trigger = dotterel_trigger,
	.pointer = dotterel_pointer,
};

int dotterel_create(struct dotterel *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dotterel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dotterel_ops);
	if (chip->slow)
		dotterel_ops.sync_stop = dotterel_sync_stop;
	INIT_WORK(&chip->work, dotterel_work);
	return 0;
}

MODULE_LICENSE("GPL");
