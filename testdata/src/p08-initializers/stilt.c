// SPDX-License-Identifier: GPL-2.0
/*
 * A work item and a timer that are initialized where they are declared, by the macros for that.
 * .hw_free waits for the work that ends the period.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct stilt {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static struct stilt *the_chip;

static void stilt_work_fn(struct work_struct *work)
{
	snd_pcm_period_elapsed(the_chip->substream);
}

static struct delayed_work stilt_work = __DELAYED_WORK_INITIALIZER(stilt_work, stilt_work_fn, 0);

static void stilt_tick(struct timer_list *timer)
{
	snd_pcm_period_elapsed(the_chip->substream);
}

static struct timer_list stilt_timer = __TIMER_INITIALIZER(stilt_tick, 0);

static int stilt_hw_free(struct snd_pcm_substream *substream)
{
	cancel_delayed_work_sync(&stilt_work); /* want PCM003 */
	timer_delete_sync(&stilt_timer); /* want PCM003 */
	return 0;
}

static int stilt_open(struct snd_pcm_substream *substream)
{
	struct stilt *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int stilt_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stilt *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t stilt_pointer(struct snd_pcm_substream *substream)
{
	struct stilt *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops stilt_ops = { /* want PCM002 */ /* context delayed-work stilt_work_fn; timer stilt_tick */
	.hw_free = stilt_hw_free,
	.open = stilt_open,
	.trigger = stilt_trigger,
	.pointer = stilt_pointer,
};

int stilt_create(struct stilt *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "stilt", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stilt_ops);
	the_chip = chip;
	return 0;
}

MODULE_LICENSE("GPL");
