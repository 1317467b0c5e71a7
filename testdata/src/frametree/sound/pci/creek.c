// SPDX-License-Identifier: GPL-2.0
/*
 * The same library; here a tasklet ends the periods.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/rill.h>

struct creek {
	struct tasklet_struct tasklet;
	struct rill rill;
};

static void creek_tasklet(struct tasklet_struct *t)
{
	struct creek *creek = from_tasklet(creek, t, tasklet);

	rill_flow(&creek->rill);
}

int creek_probe(struct snd_card *card, struct creek *creek)
{
	tasklet_setup(&creek->tasklet, creek_tasklet);
	return rill_new(&creek->rill, card);
}
