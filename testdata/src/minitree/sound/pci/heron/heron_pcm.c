// SPDX-License-Identifier: GPL-2.0
/* The stream: the table, and what the IRQ handler in heron_main.c calls. */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "heron.h"

void heron_period(struct heron *chip)
{
	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
}

static int heron_open(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int heron_close(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int heron_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t heron_pointer(struct snd_pcm_substream *substream)
{
	struct heron *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops heron_ops = { /* status synced */ /* context irq heron_interrupt */
	.open = heron_open,
	.close = heron_close,
	.trigger = heron_trigger,
	.pointer = heron_pointer,
};

int heron_new_pcm(struct heron *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "heron", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &heron_ops);
	return 0;
}
