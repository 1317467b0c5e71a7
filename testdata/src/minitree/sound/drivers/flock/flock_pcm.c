// SPDX-License-Identifier: GPL-2.0
/* The table of all cards with a flock chip. */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/flock.h>

static int flock_open(struct snd_pcm_substream *substream)
{
	struct flock *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int flock_close(struct snd_pcm_substream *substream)
{
	struct flock *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int flock_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct flock *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t flock_pointer(struct snd_pcm_substream *substream)
{
	struct flock *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops flock_ops = { /* status synced */ /* context irq ibis_interrupt */
	.open = flock_open,
	.close = flock_close,
	.trigger = flock_trigger,
	.pointer = flock_pointer,
};

int flock_new_pcm(struct flock *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "flock", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &flock_ops);
	return 0;
}
EXPORT_SYMBOL_GPL(flock_new_pcm);
