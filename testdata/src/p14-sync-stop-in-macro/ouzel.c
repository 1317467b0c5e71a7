// SPDX-License-Identifier: GPL-2.0
/* The shared fields include .sync_stop: the table has it although its own text does not say so. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct ouzel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void ouzel_work(struct work_struct *work)
{
	struct ouzel *chip = container_of(work, struct ouzel, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int ouzel_open(struct snd_pcm_substream *substream)
{
	struct ouzel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int ouzel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct ouzel *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t ouzel_pointer(struct snd_pcm_substream *substream)
{
	struct ouzel *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int ouzel_sync_stop(struct snd_pcm_substream *substream)
{
	struct ouzel *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

#define OUZEL_COMMON_OPS \
	.open = ouzel_open, \
	.trigger = ouzel_trigger, \
	.sync_stop = ouzel_sync_stop, \
	.pointer = ouzel_pointer

static const struct snd_pcm_ops ouzel_ops = { /* status synced */
	OUZEL_COMMON_OPS
};

int ouzel_create(struct ouzel *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ouzel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ouzel_ops);
	INIT_WORK(&chip->work, ouzel_work);
	return 0;
}

MODULE_LICENSE("GPL");
