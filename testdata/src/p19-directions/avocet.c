// SPDX-License-Identifier: GPL-2.0
/*
 * What tells the direction of a stream tells the table: a constant index into the PCM's streams, the constant with which
 * a table is attached, and a test of substream->stream in an .open that both tables share.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct avocet {
	struct snd_pcm *pcm;
	struct snd_pcm_substream *out;
	struct snd_pcm_substream *in;
	struct timer_list timer;
	struct work_struct work;
};

static irqreturn_t avocet_interrupt(int irq, void *dev_id)
{
	struct avocet *bird = dev_id;

	snd_pcm_period_elapsed(bird->pcm->streams[SNDRV_PCM_STREAM_CAPTURE].substream);
	return IRQ_HANDLED;
}

static void avocet_work(struct work_struct *work)
{
	struct avocet *bird = container_of(work, struct avocet, work);

	snd_pcm_period_elapsed(bird->out);
}

static void avocet_tick(struct timer_list *t)
{
	struct avocet *bird = from_timer(bird, t, timer);

	snd_pcm_period_elapsed(bird->in);
}

static int avocet_open(struct snd_pcm_substream *substream)
{
	struct avocet *bird = snd_pcm_substream_chip(substream);

	if (substream->stream != SNDRV_PCM_STREAM_CAPTURE) {
		bird->out = substream;
		return 0;
	}
	bird->in = substream;
	return 0;
}

static const struct snd_pcm_ops avocet_out_ops = { /* want PCM002 */ /* context work avocet_work */
	.open = avocet_open,
};

static const struct snd_pcm_ops avocet_in_ops = { /* want PCM001 PCM002 */ /* context irq avocet_interrupt; timer avocet_tick */
	.open = avocet_open,
};

int avocet_create(struct snd_card *card, struct avocet *bird, int irq)
{
	int err = snd_pcm_new(card, "avocet", 0, 1, 1, &bird->pcm);

	if (err < 0)
		return err;
	INIT_WORK(&bird->work, avocet_work);
	timer_setup(&bird->timer, avocet_tick, 0);
	bird->pcm->private_data = bird;
	snd_pcm_set_ops(bird->pcm, SNDRV_PCM_STREAM_PLAYBACK, &avocet_out_ops);
	snd_pcm_set_ops(bird->pcm, SNDRV_PCM_STREAM_CAPTURE, &avocet_in_ops);
	return request_irq(irq, avocet_interrupt, IRQF_SHARED, "avocet", bird);
}
