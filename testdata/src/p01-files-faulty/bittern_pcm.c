// SPDX-License-Identifier: GPL-2.0
/*
 * The ops table. The handler that ends in bittern_period() below is requested in another file, and
 * none of the four files sets card->sync_irq or .sync_stop.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "bittern.h"

static int bittern_open(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bittern_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t bittern_pointer(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops bittern_ops = { /* want PCM001 */ /* status unsynced */ /* context irq bittern_interrupt */
	.open = bittern_open,
	.trigger = bittern_trigger,
	.pointer = bittern_pointer,
};

void bittern_period(struct bittern *chip)
{
	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
}

int bittern_new_pcm(struct bittern *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "bittern", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bittern_ops);
	return 0;
}
