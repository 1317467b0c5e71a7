// SPDX-License-Identifier: GPL-2.0
/*
 * Elapsed is called from trigger, pointer and ack, all of them PCM operations: nothing
 * asynchronous, nothing to wait for.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct bustard {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static void bustard_push(struct bustard *chip)
{
	writel(1, chip->regs + 8);
	snd_pcm_period_elapsed_under_stream_lock(chip->substream);
}

static int bustard_open(struct snd_pcm_substream *substream)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bustard_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	bustard_push(chip);
	return 0;
}

static snd_pcm_uframes_t bustard_pointer(struct snd_pcm_substream *substream)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	bustard_push(chip);
	return readl(chip->regs + 4);
}

static int bustard_ack(struct snd_pcm_substream *substream)
{
	struct bustard *chip = snd_pcm_substream_chip(substream);

	bustard_push(chip);
	return 0;
}

static const struct snd_pcm_ops bustard_ops = { /* status no-async */
	.open = bustard_open,
	.ack = bustard_ack,
	.trigger = bustard_trigger,
	.pointer = bustard_pointer,
};

int bustard_create(struct bustard *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "bustard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bustard_ops);
	return 0;
}

MODULE_LICENSE("GPL");
