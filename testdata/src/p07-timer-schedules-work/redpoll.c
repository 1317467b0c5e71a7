// SPDX-License-Identifier: GPL-2.0
/*
 * The timer only schedules a work. Waiting for the timer in hw_free is therefore no wait for the
 * elapsed call; the one for the work is.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct redpoll {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
	struct work_struct work;
};

static void redpoll_work(struct work_struct *work)
{
	struct redpoll *chip = container_of(work, struct redpoll, work);

	snd_pcm_period_elapsed(chip->substream);
}

static void redpoll_timer(struct timer_list *t)
{
	struct redpoll *chip = from_timer(chip, t, timer);

	schedule_work(&chip->work);
}

static int redpoll_open(struct snd_pcm_substream *substream)
{
	struct redpoll *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int redpoll_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct redpoll *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t redpoll_pointer(struct snd_pcm_substream *substream)
{
	struct redpoll *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int redpoll_hw_free(struct snd_pcm_substream *substream)
{
	struct redpoll *chip = snd_pcm_substream_chip(substream);

	del_timer_sync(&chip->timer);
	cancel_work_sync(&chip->work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops redpoll_ops = { /* want PCM002 */ /* context work redpoll_work */
	.open = redpoll_open,
	.hw_free = redpoll_hw_free,
	.trigger = redpoll_trigger,
	.pointer = redpoll_pointer,
};

int redpoll_create(struct redpoll *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "redpoll", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &redpoll_ops);
	INIT_WORK(&chip->work, redpoll_work);
	timer_setup(&chip->timer, redpoll_timer, 0);
	return 0;
}

MODULE_LICENSE("GPL");
