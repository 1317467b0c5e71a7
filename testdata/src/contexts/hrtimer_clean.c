// SPDX-License-Identifier: GPL-2.0
/* A high resolution timer ends the period. The table has .sync_stop, which waits. */
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct hrtimer_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart hrtimer_clean_tick(struct hrtimer *t)
{
	struct hrtimer_clean *chip = container_of(t, struct hrtimer_clean, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(t, ms_to_ktime(5));
	return HRTIMER_RESTART;
}

static int hrtimer_clean_open(struct snd_pcm_substream *substream)
{
	struct hrtimer_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hrtimer_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hrtimer_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t hrtimer_clean_pointer(struct snd_pcm_substream *substream)
{
	struct hrtimer_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int hrtimer_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct hrtimer_clean *chip = snd_pcm_substream_chip(substream);

	hrtimer_cancel(&chip->timer);
	return 0;
}

static const struct snd_pcm_ops hrtimer_clean_ops = { /* status synced */ /* context hrtimer hrtimer_clean_tick */
	.open = hrtimer_clean_open,
	.sync_stop = hrtimer_clean_sync_stop,
	.trigger = hrtimer_clean_trigger,
	.pointer = hrtimer_clean_pointer,
};

int hrtimer_clean_create(struct hrtimer_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "hrtimer_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hrtimer_clean_ops);
	hrtimer_setup(&chip->timer, hrtimer_clean_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	return 0;
}

MODULE_LICENSE("GPL");
