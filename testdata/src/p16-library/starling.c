// SPDX-License-Identifier: GPL-2.0
/* A driver that uses the library. Its table has no .sync_stop, and waits in hw_free instead. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include "flock.h"

struct starling {
	struct flock_stream stream;
	void __iomem *regs;
};

static int starling_open(struct snd_pcm_substream *substream)
{
	struct starling *chip = snd_pcm_substream_chip(substream);

	writel(1, chip->regs + 8);
	return 0;
}

static int starling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct starling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	flock_stream_pcm_trigger(&chip->stream, cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL);
	return 0;
}

static snd_pcm_uframes_t starling_pointer(struct snd_pcm_substream *substream)
{
	struct starling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int starling_hw_free(struct snd_pcm_substream *substream)
{
	struct starling *chip = snd_pcm_substream_chip(substream);

	flock_stream_stop(&chip->stream);
	return 0;
}

static const struct snd_pcm_ops starling_ops = { /* want PCM002 */ /* context work flock_period_work */
	.open = starling_open,
	.hw_free = starling_hw_free,
	.trigger = starling_trigger,
	.pointer = starling_pointer,
};

int starling_create(struct starling *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "starling", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &starling_ops);
	flock_stream_init(&chip->stream);
	return 0;
}

MODULE_LICENSE("GPL");
