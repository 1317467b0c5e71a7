// SPDX-License-Identifier: GPL-2.0
/*
 * A library with the table of two drivers: what ends its periods is in them. Its findings name both, and whoever looks at
 * one driver alone sees the same.
 */
#include <linux/module.h>
#include <sound/rill.h>

void rill_flow(struct rill *rill)
{
	snd_pcm_period_elapsed(rill->substream);
}
EXPORT_SYMBOL(rill_flow);

static int rill_open(struct snd_pcm_substream *substream)
{
	struct rill *rill = snd_pcm_substream_chip(substream);

	rill->substream = substream;
	return 0;
}

static const struct snd_pcm_ops rill_ops = { /* want PCM001 PCM002 */ /* context irq brook_interrupt; tasklet creek_tasklet */
	.open = rill_open,
};

int rill_new(struct rill *rill, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "rill", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	pcm->private_data = rill;
	snd_pcm_set_ops(pcm, 0, &rill_ops);
	return 0;
}
EXPORT_SYMBOL(rill_new);
