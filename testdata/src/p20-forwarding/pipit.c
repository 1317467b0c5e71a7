// SPDX-License-Identifier: GPL-2.0
/*
 * Another one hands its table itself to a registering function: that attaches it, whatever the function does.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/pcm.h>
#include "nest.h"

struct pipit {
	struct tasklet_struct tasklet;
	struct snd_pcm_substream *substream;
};

static void pipit_tasklet(struct tasklet_struct *t)
{
	struct pipit *bird = from_tasklet(bird, t, tasklet);

	snd_pcm_period_elapsed(bird->substream);
}

static int pipit_open(struct snd_pcm_substream *substream)
{
	struct pipit *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	tasklet_setup(&bird->tasklet, pipit_tasklet);
	return 0;
}

static const struct snd_pcm_ops pipit_ops = { /* want PCM002 */ /* context tasklet pipit_tasklet */
	.open = pipit_open,
};

static int __init pipit_init(void)
{
	return cuckoo_register_ops(&pipit_ops);
}
module_init(pipit_init);
