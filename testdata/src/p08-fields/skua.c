// SPDX-License-Identifier: GPL-2.0
/*
 * The look-alike: a field called callback too, but of the driver's own struct, and only its
 * trigger function calls it.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct skua_state {
	void (*callback)(struct snd_pcm_substream *substream);
};

struct skua {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct skua_state state;
};

static void skua_callback(struct snd_pcm_substream *substream)
{
	snd_pcm_period_elapsed_under_stream_lock(substream);
}

static int skua_open(struct snd_pcm_substream *substream)
{
	struct skua *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int skua_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct skua *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	if (chip->state.callback)
		chip->state.callback(substream);
	return 0;
}

static snd_pcm_uframes_t skua_pointer(struct snd_pcm_substream *substream)
{
	struct skua *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops skua_ops = { /* status no-async */
	.open = skua_open,
	.trigger = skua_trigger,
	.pointer = skua_pointer,
};

int skua_create(struct skua *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "skua", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &skua_ops);
	chip->state.callback = skua_callback;
	return 0;
}

MODULE_LICENSE("GPL");
