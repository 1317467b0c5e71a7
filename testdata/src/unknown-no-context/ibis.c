// SPDX-License-Identifier: GPL-2.0
/*
 * The driver calls snd_pcm_period_elapsed() in an exported function that nothing here calls. Who
 * does, and when, cannot be told: unknown, not clean.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct ibis {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

void ibis_period_done(struct ibis *chip)
{
	snd_pcm_period_elapsed(chip->substream);
}
EXPORT_SYMBOL_GPL(ibis_period_done);

static int ibis_open(struct snd_pcm_substream *substream)
{
	struct ibis *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int ibis_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct ibis *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t ibis_pointer(struct snd_pcm_substream *substream)
{
	struct ibis *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops ibis_ops = { /* status unknown */
	.open = ibis_open,
	.trigger = ibis_trigger,
	.pointer = ibis_pointer,
};

int ibis_create(struct ibis *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "ibis", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ibis_ops);
	return 0;
}

MODULE_LICENSE("GPL");
