// SPDX-License-Identifier: GPL-2.0
/*
 * The wait is made in hw_params. That is shown beside the finding of the table, and is no finding
 * of its own.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct knot {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void knot_work(struct work_struct *work)
{
	struct knot *chip = container_of(work, struct knot, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int knot_open(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int knot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t knot_pointer(struct snd_pcm_substream *substream)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int knot_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	struct knot *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops knot_ops = { /* want PCM002 */
	.open = knot_open,
	.hw_params = knot_hw_params,
	.trigger = knot_trigger,
	.pointer = knot_pointer,
};

int knot_create(struct knot *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "knot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &knot_ops);
	INIT_WORK(&chip->work, knot_work);
	return 0;
}

MODULE_LICENSE("GPL");
