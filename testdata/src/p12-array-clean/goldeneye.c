// SPDX-License-Identifier: GPL-2.0
/* One array of tables, each with .sync_stop. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct goldeneye {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void goldeneye_work(struct work_struct *work)
{
	struct goldeneye *chip = container_of(work, struct goldeneye, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int goldeneye_open(struct snd_pcm_substream *substream)
{
	struct goldeneye *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int goldeneye_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct goldeneye *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t goldeneye_pointer(struct snd_pcm_substream *substream)
{
	struct goldeneye *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int goldeneye_sync_stop(struct snd_pcm_substream *substream)
{
	struct goldeneye *chip = snd_pcm_substream_chip(substream);

	flush_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops goldeneye_ops[2] = {
	{
		.open = goldeneye_open,
		.trigger = goldeneye_trigger,
		.sync_stop = goldeneye_sync_stop,
		.pointer = goldeneye_pointer,
	}, {
		.open = goldeneye_open,
		.trigger = goldeneye_trigger,
		.sync_stop = goldeneye_sync_stop,
		.pointer = goldeneye_pointer,
	},
};

int goldeneye_create(struct goldeneye *chip, struct snd_card *card)
{
	unsigned int i;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "goldeneye", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	for (i = 0; i < 2; i++)
		snd_pcm_set_ops(pcm, i, &goldeneye_ops[i]);
	INIT_WORK(&chip->work, goldeneye_work);
	return 0;
}

MODULE_LICENSE("GPL");
