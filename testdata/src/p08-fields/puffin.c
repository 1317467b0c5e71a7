// SPDX-License-Identifier: GPL-2.0
/* Registration by a field: timer.function = f. */
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct puffin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart puffin_tick(struct hrtimer *timer)
{
	struct puffin *chip = container_of(timer, struct puffin, timer);

	snd_pcm_period_elapsed(chip->substream);
	hrtimer_forward_now(timer, ms_to_ktime(5));
	return HRTIMER_RESTART;
}

static int puffin_open(struct snd_pcm_substream *substream)
{
	struct puffin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int puffin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct puffin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t puffin_pointer(struct snd_pcm_substream *substream)
{
	struct puffin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops puffin_ops = { /* want PCM002 */ /* context hrtimer puffin_tick */
	.open = puffin_open,
	.trigger = puffin_trigger,
	.pointer = puffin_pointer,
};

int puffin_create(struct puffin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "puffin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &puffin_ops);
	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = puffin_tick;
	return 0;
}

MODULE_LICENSE("GPL");
