// SPDX-License-Identifier: GPL-2.0
/* A tasklet, set up the old way, ends the period. The table has .sync_stop, which waits. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct tasklet_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct tasklet_struct bh;
};

static void tasklet_clean_bh(unsigned long data)
{
	struct tasklet_clean *chip = (struct tasklet_clean *)data;

	snd_pcm_period_elapsed(chip->substream);
}

static int tasklet_clean_open(struct snd_pcm_substream *substream)
{
	struct tasklet_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int tasklet_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct tasklet_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t tasklet_clean_pointer(struct snd_pcm_substream *substream)
{
	struct tasklet_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int tasklet_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct tasklet_clean *chip = snd_pcm_substream_chip(substream);

	tasklet_kill(&chip->bh);
	return 0;
}

static const struct snd_pcm_ops tasklet_clean_ops = { /* status synced */ /* context tasklet tasklet_clean_bh */
	.open = tasklet_clean_open,
	.sync_stop = tasklet_clean_sync_stop,
	.trigger = tasklet_clean_trigger,
	.pointer = tasklet_clean_pointer,
};

int tasklet_clean_create(struct tasklet_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "tasklet_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &tasklet_clean_ops);
	tasklet_init(&chip->bh, tasklet_clean_bh, (unsigned long)chip);
	return 0;
}

MODULE_LICENSE("GPL");
