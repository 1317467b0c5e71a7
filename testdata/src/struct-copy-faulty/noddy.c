// SPDX-License-Identifier: GPL-2.0
/*
 * The chip keeps a copy of the table in which only .open is another one. The copy has as little
 * .sync_stop as the original, and both are attached.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct noddy {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	struct snd_pcm_ops capture_ops;
};

static void noddy_work(struct work_struct *work)
{
	struct noddy *chip = container_of(work, struct noddy, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int noddy_open(struct snd_pcm_substream *substream)
{
	struct noddy *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int noddy_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct noddy *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t noddy_pointer(struct snd_pcm_substream *substream)
{
	struct noddy *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int noddy_capture_open(struct snd_pcm_substream *substream)
{
	struct noddy *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	writel(1, chip->regs + 8);
	return 0;
}

static const struct snd_pcm_ops noddy_playback_ops = { /* want PCM002 */
	.open = noddy_open,
	.trigger = noddy_trigger,
	.pointer = noddy_pointer,
};

int noddy_create(struct noddy *chip, struct snd_card *card) /* want PCM002 in block */
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "noddy", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	chip->capture_ops = noddy_playback_ops;
	chip->capture_ops.open = noddy_capture_open;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &noddy_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &chip->capture_ops);
	INIT_WORK(&chip->work, noddy_work);
	return 0;
}

MODULE_LICENSE("GPL");
