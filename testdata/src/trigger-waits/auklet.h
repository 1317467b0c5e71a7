/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/hrtimer.h>

struct auklet {
	struct hrtimer timer;
	struct snd_pcm_substream *substream;
};

void auklet_stop(struct auklet *chip, bool wait);
