// SPDX-License-Identifier: GPL-2.0
/*
 * The other module: its struct voice has the same name and the same field, which ends a period and
 * is called by a tasklet. robin has no tasklet, this one no IRQ.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct voice {
	void (*interrupt)(struct voice *voice);
	struct snd_pcm_substream *substream;
};

struct nightingale {
	void __iomem *regs;
	struct voice voice;
	struct tasklet_struct tasklet;
};

static void nightingale_period(struct voice *voice)
{
	snd_pcm_period_elapsed(voice->substream);
}

static void nightingale_tasklet(struct tasklet_struct *t)
{
	struct nightingale *chip = from_tasklet(chip, t, tasklet);

	chip->voice.interrupt(&chip->voice);
}

static int nightingale_open(struct snd_pcm_substream *substream)
{
	struct nightingale *chip = snd_pcm_substream_chip(substream);

	chip->voice.substream = substream;
	return 0;
}

static int nightingale_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct nightingale *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t nightingale_pointer(struct snd_pcm_substream *substream)
{
	struct nightingale *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops nightingale_ops = { /* want PCM002 */ /* context tasklet nightingale_tasklet */
	.open = nightingale_open,
	.trigger = nightingale_trigger,
	.pointer = nightingale_pointer,
};

int nightingale_create(struct nightingale *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "nightingale", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &nightingale_ops);
	chip->voice.interrupt = nightingale_period;
	tasklet_setup(&chip->tasklet, nightingale_tasklet);
	return 0;
}

MODULE_LICENSE("GPL");
