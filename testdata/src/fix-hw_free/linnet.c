// SPDX-License-Identifier: GPL-2.0
/* hw_free waits in a helper that close needs as well: .sync_stop waits itself, for the timer that starts the work first. */
#include <linux/hrtimer.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct linnet {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
	int active;
};

static struct linnet linnet_chip;

static void linnet_elapsed(struct work_struct *work)
{
	snd_pcm_period_elapsed(linnet_chip.substream);
}

static DECLARE_WORK(linnet_work, linnet_elapsed);

static enum hrtimer_restart linnet_timer(struct hrtimer *timer)
{
	if (!linnet_chip.active)
		return HRTIMER_NORESTART;
	schedule_work(&linnet_work);
	return HRTIMER_RESTART;
}

static int linnet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct linnet *chip = snd_pcm_substream_chip(substream);

	chip->active = cmd == SNDRV_PCM_TRIGGER_START;
	if (chip->active)
		hrtimer_start(&linnet_chip.timer, 0, HRTIMER_MODE_REL);
	return 0;
}

static void linnet_wait(struct linnet *chip)
{
	chip->active = 0;
	hrtimer_cancel(&chip->timer);
	cancel_work_sync(&linnet_work); /* want PCM003 */
}

static int linnet_close(struct snd_pcm_substream *substream)
{
	struct linnet *chip = snd_pcm_substream_chip(substream);

	linnet_wait(chip);
	chip->substream = NULL;
	return 0;
}

static int linnet_hw_free(struct snd_pcm_substream *substream)
{
	struct linnet *chip = snd_pcm_substream_chip(substream);

	linnet_wait(chip);
	return 0;
}

static const struct snd_pcm_ops linnet_ops = { /* want PCM002 */
	.close = linnet_close,
	.hw_free = linnet_hw_free,
	.trigger = linnet_trigger,
};

int linnet_create(struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "linnet", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	hrtimer_init(&linnet_chip.timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	linnet_chip.timer.function = linnet_timer;
	pcm->private_data = &linnet_chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &linnet_ops);
	return 0;
}
