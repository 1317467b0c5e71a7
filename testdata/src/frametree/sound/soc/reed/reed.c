// SPDX-License-Identifier: GPL-2.0
/*
 * A board that uses the generic component for one stream and has a table of its own for another, which waits.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/dmaengine_pcm.h>
#include <sound/soc.h>

struct reed {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t reed_interrupt(int irq, void *dev_id)
{
	struct reed *reed = dev_id;

	snd_pcm_period_elapsed(reed->substream);
	return IRQ_HANDLED;
}

static int reed_open(struct snd_pcm_substream *substream)
{
	struct reed *reed = snd_pcm_substream_chip(substream);

	reed->substream = substream;
	return 0;
}

static int reed_sync_stop(struct snd_pcm_substream *substream)
{
	struct reed *reed = snd_pcm_substream_chip(substream);

	synchronize_irq(reed->irq);
	return 0;
}

static const struct snd_pcm_ops reed_ops = { /* status synced */ /* context irq reed_interrupt */
	.open = reed_open,
	.sync_stop = reed_sync_stop,
};

int reed_probe(struct device *dev, struct reed *reed, struct snd_pcm *pcm)
{
	int err = request_irq(reed->irq, reed_interrupt, 0, "reed", reed);

	if (err)
		return err;
	pcm->private_data = reed;
	snd_pcm_set_ops(pcm, 0, &reed_ops);
	return snd_dmaengine_pcm_register(dev, 0);
}
