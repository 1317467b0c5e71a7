// SPDX-License-Identifier: GPL-2.0
/* A timer ends the period. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct timer_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void timer_faulty_tick(struct timer_list *t)
{
	struct timer_faulty *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
	mod_timer(&chip->timer, jiffies + 1);
}

static int timer_faulty_open(struct snd_pcm_substream *substream)
{
	struct timer_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int timer_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct timer_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t timer_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct timer_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops timer_faulty_ops = { /* want PCM002 */ /* context timer timer_faulty_tick */
	.open = timer_faulty_open,
	.trigger = timer_faulty_trigger,
	.pointer = timer_faulty_pointer,
};

int timer_faulty_create(struct timer_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "timer_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &timer_faulty_ops);
	timer_setup(&chip->timer, timer_faulty_tick, 0);
	return 0;
}

MODULE_LICENSE("GPL");
