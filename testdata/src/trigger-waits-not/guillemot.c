// SPDX-License-Identifier: GPL-2.0
/*
 * Waits in trigger that are none for what ends the periods, or are not made then: behind
 * hrtimer_callback_running(), with a constant argument that leads elsewhere, in a state that was
 * just left, for a work that ends no periods, with a timeout, for a reply that another handler
 * may give as well.
 */
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

enum { GUILLEMOT_IDLE, GUILLEMOT_ENDING, GUILLEMOT_RUNNING };

struct guillemot {
	struct hrtimer timer;
	struct work_struct reset;
	struct completion reply, slow;
	struct snd_pcm_substream *substream;
	int state;
};

static enum hrtimer_restart guillemot_tick(struct hrtimer *t)
{
	struct guillemot *chip = container_of(t, struct guillemot, timer);

	snd_pcm_period_elapsed(chip->substream);
	complete(&chip->reply);
	complete(&chip->slow);
	return HRTIMER_RESTART;
}

static void guillemot_reset(struct work_struct *work)
{
	struct guillemot *chip = container_of(work, struct guillemot, reset);

	complete(&chip->reply);
}

static void guillemot_cancel(struct guillemot *chip)
{
	hrtimer_cancel(&chip->timer);
}

static void guillemot_stop(struct guillemot *chip, int wait)
{
	if (wait)
		guillemot_cancel(chip);
	else
		hrtimer_try_to_cancel(&chip->timer);
}

static void guillemot_set_state(struct guillemot *chip, int state)
{
	chip->state = state;
	if (chip->state == GUILLEMOT_IDLE)
		guillemot_cancel(chip);
}

static int guillemot_open(struct snd_pcm_substream *substream)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int guillemot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		return 0;
	guillemot_stop(chip, 0);
	guillemot_set_state(chip, GUILLEMOT_ENDING);
	cancel_work_sync(&chip->reset);
	wait_for_completion(&chip->reply);
	wait_for_completion_timeout(&chip->slow, 10);
	if (hrtimer_callback_running(&chip->timer))
		return 0;
	hrtimer_cancel(&chip->timer);
	return 0;
}

static int guillemot_sync_stop(struct snd_pcm_substream *substream)
{
	struct guillemot *chip = snd_pcm_substream_chip(substream);

	guillemot_stop(chip, 1);
	return 0;
}

static snd_pcm_uframes_t guillemot_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops guillemot_ops = { /* status synced */ /* note ends by its timeout */
	.open = guillemot_open,
	.trigger = guillemot_trigger,
	.pointer = guillemot_pointer,
	.sync_stop = guillemot_sync_stop,
};

int guillemot_create(struct guillemot *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	hrtimer_setup(&chip->timer, guillemot_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	INIT_WORK(&chip->reset, guillemot_reset);
	init_completion(&chip->reply);
	init_completion(&chip->slow);
	err = snd_pcm_new(card, "guillemot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &guillemot_ops);
	return 0;
}
