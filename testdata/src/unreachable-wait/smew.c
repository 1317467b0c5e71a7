// SPDX-License-Identifier: GPL-2.0
/*
 * The function that waits is only used when the module goes; no operation of the table reaches it.
 * There is nothing to be moved.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct smew {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void smew_work(struct work_struct *work)
{
	struct smew *chip = container_of(work, struct smew, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int smew_open(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int smew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t smew_pointer(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int smew_hw_free(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	writel(0, chip->regs);
	return 0;
}

static const struct snd_pcm_ops smew_ops = { /* want PCM002 */ /* context work smew_work */
	.open = smew_open,
	.hw_free = smew_hw_free,
	.trigger = smew_trigger,
	.pointer = smew_pointer,
};

void smew_remove(struct smew *chip)
{
	cancel_work_sync(&chip->work);
}

int smew_create(struct smew *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "smew", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &smew_ops);
	INIT_WORK(&chip->work, smew_work);
	return 0;
}

MODULE_LICENSE("GPL");
