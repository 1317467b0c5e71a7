// SPDX-License-Identifier: GPL-2.0
/*
 * The handler goes to a function that is not in this folder. What that does with it is not known,
 * but whoever calls it later is asynchronous: a callback.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

/* The bus of the board, in another tree. */
int rookery_bus_attach(int slot, void (*event)(void *data), void *data);

struct auk {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int slot;
};

static void auk_event(void *data)
{
	struct auk *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int auk_open(struct snd_pcm_substream *substream)
{
	struct auk *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int auk_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct auk *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t auk_pointer(struct snd_pcm_substream *substream)
{
	struct auk *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops auk_ops = { /* want PCM002 */ /* context callback auk_event */
	.open = auk_open,
	.trigger = auk_trigger,
	.pointer = auk_pointer,
};

int auk_create(struct auk *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "auk", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &auk_ops);
	return rookery_bus_attach(chip->slot, auk_event, chip);
}

MODULE_LICENSE("GPL");
