// SPDX-License-Identifier: GPL-2.0
/*
 * One array holds the tables of both directions; neither has .sync_stop. The array's name is the
 * only name they have.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct pintail {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void pintail_work(struct work_struct *work)
{
	struct pintail *chip = container_of(work, struct pintail, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int pintail_open(struct snd_pcm_substream *substream)
{
	struct pintail *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int pintail_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pintail *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t pintail_pointer(struct snd_pcm_substream *substream)
{
	struct pintail *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops pintail_ops[] = { /* want PCM002 in block */
	[SNDRV_PCM_STREAM_PLAYBACK] = {
		.open = pintail_open,
		.trigger = pintail_trigger,
		.pointer = pintail_pointer,
	},
	[SNDRV_PCM_STREAM_CAPTURE] = {
		.open = pintail_open,
		.trigger = pintail_trigger,
		.pointer = pintail_pointer,
	},
};

int pintail_create(struct pintail *chip, struct snd_card *card)
{
	unsigned int i;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "pintail", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	for (i = 0; i < ARRAY_SIZE(pintail_ops); i++)
		snd_pcm_set_ops(pcm, i, &pintail_ops[i]);
	INIT_WORK(&chip->work, pintail_work);
	return 0;
}

MODULE_LICENSE("GPL");
