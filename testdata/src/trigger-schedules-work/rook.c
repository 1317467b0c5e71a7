// SPDX-License-Identifier: GPL-2.0
/*
 * Elapsed is far away from any interrupt: trigger schedules a work, and the work ends the period.
 * The work is asynchronous to the operations.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct rook {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void rook_work(struct work_struct *work)
{
	struct rook *chip = container_of(work, struct rook, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int rook_open(struct snd_pcm_substream *substream)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int rook_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	schedule_work(&chip->work);
	return 0;
}

static snd_pcm_uframes_t rook_pointer(struct snd_pcm_substream *substream)
{
	struct rook *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops rook_ops = { /* want PCM002 */ /* context work rook_work */
	.open = rook_open,
	.trigger = rook_trigger,
	.pointer = rook_pointer,
};

int rook_create(struct rook *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "rook", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &rook_ops);
	INIT_WORK(&chip->work, rook_work);
	return 0;
}

MODULE_LICENSE("GPL");
