// SPDX-License-Identifier: GPL-2.0
/* It ends no periods: whoever plays asks for the position. It is linked with the same library. */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "reedbed.h"

struct heron {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static int heron_open(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int heron_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	reedbed_start(chip->regs, cmd == SNDRV_PCM_TRIGGER_START);
	return 0;
}

static snd_pcm_uframes_t heron_pointer(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops heron_ops = { /* status no-async */
	.open = heron_open,
	.trigger = heron_trigger,
	.pointer = heron_pointer,
};

int heron_create(struct heron *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "heron", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &heron_ops);
	return 0;
}

MODULE_LICENSE("GPL");
