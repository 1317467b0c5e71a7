// SPDX-License-Identifier: GPL-2.0
/* hw_free stands here, the wait that it reaches in the other file of the module. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include "harrier.h"

static int harrier_open(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int harrier_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t harrier_pointer(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int harrier_hw_free(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	harrier_stream_stop(chip);
	return 0;
}

static const struct snd_pcm_ops harrier_ops = { /* want PCM002 */ /* context work harrier_work */
	.open = harrier_open,
	.hw_free = harrier_hw_free,
	.trigger = harrier_trigger,
	.pointer = harrier_pointer,
};

int harrier_create(struct harrier *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "harrier", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &harrier_ops);
	harrier_stream_init(chip);
	return 0;
}

MODULE_LICENSE("GPL");
