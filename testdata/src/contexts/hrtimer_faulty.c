// SPDX-License-Identifier: GPL-2.0
/* A high resolution timer ends the period. */
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct hrtimer_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart hrtimer_faulty_tick(struct hrtimer *t)
{
	struct hrtimer_faulty *chip = container_of(t, struct hrtimer_faulty, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(t, ms_to_ktime(5));
	return HRTIMER_RESTART;
}

static int hrtimer_faulty_open(struct snd_pcm_substream *substream)
{
	struct hrtimer_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hrtimer_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hrtimer_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t hrtimer_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct hrtimer_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops hrtimer_faulty_ops = { /* want PCM002 */ /* context hrtimer hrtimer_faulty_tick */
	.open = hrtimer_faulty_open,
	.trigger = hrtimer_faulty_trigger,
	.pointer = hrtimer_faulty_pointer,
};

int hrtimer_faulty_create(struct hrtimer_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "hrtimer_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hrtimer_faulty_ops);
	hrtimer_setup(&chip->timer, hrtimer_faulty_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	return 0;
}

MODULE_LICENSE("GPL");
