// SPDX-License-Identifier: GPL-2.0
/*
 * The library: its work ends periods for the tables of all drivers that use it, and the wait that
 * they reach from hw_free is reported here, once.
 */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include "flock.h"

static void flock_period_work(struct work_struct *work)
{
	struct flock_stream *s = container_of(work, struct flock_stream, period_work);
	struct snd_pcm_substream *pcm = READ_ONCE(s->pcm);

	if (pcm)
		snd_pcm_period_elapsed(pcm);
}

void flock_stream_init(struct flock_stream *s)
{
	INIT_WORK(&s->period_work, flock_period_work);
}
EXPORT_SYMBOL_GPL(flock_stream_init);

void flock_stream_packets(struct flock_stream *s, int irq_count)
{
	if (irq_count % 4 == 0)
		queue_work(system_highpri_wq, &s->period_work);
}
EXPORT_SYMBOL_GPL(flock_stream_packets);

void flock_stream_stop(struct flock_stream *s)
{
	if (!s->running)
		return;
	cancel_work_sync(&s->period_work); /* want PCM003 */
	s->running = false;
}
EXPORT_SYMBOL_GPL(flock_stream_stop);

MODULE_LICENSE("GPL");
