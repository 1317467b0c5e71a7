// SPDX-License-Identifier: GPL-2.0
/*
 * The name is pasted together, from the argument of an argument; the word itself stands nowhere in the code.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define LINNET_JOIN(what, when) snd_##what##_##when
#define LINNET_PERIOD(when) LINNET_JOIN(pcm_period, when)
#define LINNET_TELL(how, stream) how(stream)

struct linnet {
	struct snd_pcm_substream *substream;
};

static irqreturn_t linnet_interrupt(int irq, void *dev_id)
{
	struct linnet *bird = dev_id;

	LINNET_TELL(LINNET_PERIOD(elapsed), bird->substream);
	return IRQ_HANDLED;
}

static int linnet_open(struct snd_pcm_substream *substream)
{
	struct linnet *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	return 0;
}

static const struct snd_pcm_ops linnet_ops = { /* want PCM001 */ /* context irq linnet_interrupt */
	.open = linnet_open,
};

int linnet_create(struct snd_card *card, struct snd_pcm *pcm, struct linnet *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &linnet_ops);
	return request_irq(irq, linnet_interrupt, IRQF_SHARED, "linnet", bird);
}
