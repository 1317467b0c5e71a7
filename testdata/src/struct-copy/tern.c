// SPDX-License-Identifier: GPL-2.0
/* The second table is a copy of the first with .sync_stop added: it is fine, the first one is not. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct tern {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void tern_work(struct work_struct *work)
{
	struct tern *chip = container_of(work, struct tern, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int tern_open(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int tern_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t tern_pointer(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int tern_sync_stop(struct snd_pcm_substream *substream)
{
	struct tern *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops tern_playback_ops = { /* want PCM002 */
	.open = tern_open,
	.trigger = tern_trigger,
	.pointer = tern_pointer,
};

static struct snd_pcm_ops tern_capture_ops;

int tern_create(struct tern *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "tern", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	tern_capture_ops = tern_playback_ops;
	tern_capture_ops.sync_stop = tern_sync_stop;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &tern_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &tern_capture_ops);
	INIT_WORK(&chip->work, tern_work);
	return 0;
}

MODULE_LICENSE("GPL");
