// SPDX-License-Identifier: GPL-2.0
/* One file of a driver, in which nothing but the timer is: it is unknown, and not passed over. */
#include <linux/hrtimer.h>
#include <sound/pcm.h>

struct scaup {
	struct snd_pcm_substream *substream;
	struct hrtimer timer;
};

static enum hrtimer_restart scaup_tick(struct hrtimer *timer)
{
	struct scaup *chip = container_of(timer, struct scaup, timer);

	snd_pcm_period_elapsed(chip->substream); /* status unknown */
	hrtimer_forward_now(timer, ms_to_ktime(10));
	return HRTIMER_RESTART;
}

void scaup_start(struct scaup *chip)
{
	hrtimer_setup(&chip->timer, scaup_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_start(&chip->timer, ms_to_ktime(10), HRTIMER_MODE_REL);
}
