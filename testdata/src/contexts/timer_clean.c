// SPDX-License-Identifier: GPL-2.0
/* A timer ends the period. The table has .sync_stop, which waits. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct timer_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void timer_clean_tick(struct timer_list *t)
{
	struct timer_clean *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
	mod_timer(&chip->timer, jiffies + 1);
}

static int timer_clean_open(struct snd_pcm_substream *substream)
{
	struct timer_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int timer_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct timer_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t timer_clean_pointer(struct snd_pcm_substream *substream)
{
	struct timer_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int timer_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct timer_clean *chip = snd_pcm_substream_chip(substream);

	timer_delete_sync(&chip->timer);
	return 0;
}

static const struct snd_pcm_ops timer_clean_ops = { /* status synced */ /* context timer timer_clean_tick */
	.open = timer_clean_open,
	.sync_stop = timer_clean_sync_stop,
	.trigger = timer_clean_trigger,
	.pointer = timer_clean_pointer,
};

int timer_clean_create(struct timer_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "timer_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &timer_clean_ops);
	timer_setup(&chip->timer, timer_clean_tick, 0);
	return 0;
}

MODULE_LICENSE("GPL");
