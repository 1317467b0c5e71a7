// SPDX-License-Identifier: GPL-2.0
/* A tasklet, set up the old way, ends the period. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct tasklet_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct tasklet_struct bh;
};

static void tasklet_faulty_bh(unsigned long data)
{
	struct tasklet_faulty *chip = (struct tasklet_faulty *)data;

	snd_pcm_period_elapsed(chip->substream);
}

static int tasklet_faulty_open(struct snd_pcm_substream *substream)
{
	struct tasklet_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int tasklet_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct tasklet_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t tasklet_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct tasklet_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops tasklet_faulty_ops = { /* want PCM002 */ /* context tasklet tasklet_faulty_bh */
	.open = tasklet_faulty_open,
	.trigger = tasklet_faulty_trigger,
	.pointer = tasklet_faulty_pointer,
};

int tasklet_faulty_create(struct tasklet_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "tasklet_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &tasklet_faulty_ops);
	tasklet_init(&chip->bh, tasklet_faulty_bh, (unsigned long)chip);
	return 0;
}

MODULE_LICENSE("GPL");
