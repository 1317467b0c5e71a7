// SPDX-License-Identifier: GPL-2.0
/*
 * A tasklet starts an hrtimer, that queues a work, and the work ends the period: only the last in
 * the row is the context.
 */
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct hobby {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct tasklet_struct tasklet;
	struct hrtimer timer;
	struct work_struct work;
};

static void hobby_work(struct work_struct *work)
{
	struct hobby *chip = container_of(work, struct hobby, work);

	snd_pcm_period_elapsed(chip->substream);
}

static enum hrtimer_restart hobby_timer(struct hrtimer *t)
{
	struct hobby *chip = container_of(t, struct hobby, timer);

	schedule_work(&chip->work);
	return HRTIMER_NORESTART;
}

static void hobby_tasklet(struct tasklet_struct *t)
{
	struct hobby *chip = from_tasklet(chip, t, tasklet);

	hrtimer_start(&chip->timer, ms_to_ktime(1), HRTIMER_MODE_REL);
}

static int hobby_open(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hobby_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t hobby_pointer(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int hobby_hw_free(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	tasklet_kill(&chip->tasklet);
	hrtimer_cancel(&chip->timer);
	cancel_work_sync(&chip->work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops hobby_ops = { /* want PCM002 */ /* context work hobby_work */
	.open = hobby_open,
	.hw_free = hobby_hw_free,
	.trigger = hobby_trigger,
	.pointer = hobby_pointer,
};

int hobby_create(struct hobby *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "hobby", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hobby_ops);
	tasklet_setup(&chip->tasklet, hobby_tasklet);
	hrtimer_init(&chip->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	chip->timer.function = hobby_timer;
	INIT_WORK(&chip->work, hobby_work);
	return 0;
}

MODULE_LICENSE("GPL");
