// SPDX-License-Identifier: GPL-2.0
/*
 * A macro fills the fields that all tables share. The first table adds .sync_stop to them, the
 * second does not.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct redstart {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void redstart_work(struct work_struct *work)
{
	struct redstart *chip = container_of(work, struct redstart, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int redstart_open(struct snd_pcm_substream *substream)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int redstart_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t redstart_pointer(struct snd_pcm_substream *substream)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int redstart_sync_stop(struct snd_pcm_substream *substream)
{
	struct redstart *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

#define REDSTART_COMMON_OPS \
	.open = redstart_open, \
	.trigger = redstart_trigger, \
	.pointer = redstart_pointer

static const struct snd_pcm_ops redstart_playback_ops = { /* status synced */
	REDSTART_COMMON_OPS,
	.sync_stop = redstart_sync_stop,
};

static const struct snd_pcm_ops redstart_capture_ops = { /* want PCM002 */
	REDSTART_COMMON_OPS,
};

int redstart_create(struct redstart *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "redstart", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &redstart_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &redstart_capture_ops);
	INIT_WORK(&chip->work, redstart_work);
	return 0;
}

MODULE_LICENSE("GPL");
