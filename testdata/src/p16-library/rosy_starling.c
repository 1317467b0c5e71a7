// SPDX-License-Identifier: GPL-2.0
/* A driver that uses the library. Its table has .sync_stop. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include "flock.h"

struct rosy_starling {
	struct flock_stream stream;
	void __iomem *regs;
};

static int rosy_starling_open(struct snd_pcm_substream *substream)
{
	struct rosy_starling *chip = snd_pcm_substream_chip(substream);

	writel(1, chip->regs + 8);
	return 0;
}

static int rosy_starling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct rosy_starling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	flock_stream_pcm_trigger(&chip->stream, cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL);
	return 0;
}

static snd_pcm_uframes_t rosy_starling_pointer(struct snd_pcm_substream *substream)
{
	struct rosy_starling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int rosy_starling_sync_stop(struct snd_pcm_substream *substream)
{
	struct rosy_starling *chip = snd_pcm_substream_chip(substream);

	flush_work(&chip->stream.period_work);
	return 0;
}

static const struct snd_pcm_ops rosy_starling_ops = { /* status synced */ /* context work flock_period_work */
	.open = rosy_starling_open,
	.sync_stop = rosy_starling_sync_stop,
	.trigger = rosy_starling_trigger,
	.pointer = rosy_starling_pointer,
};

int rosy_starling_create(struct rosy_starling *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "rosy_starling", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &rosy_starling_ops);
	flock_stream_init(&chip->stream);
	return 0;
}

MODULE_LICENSE("GPL");
