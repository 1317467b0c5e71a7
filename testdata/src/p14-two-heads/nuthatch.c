// SPDX-License-Identifier: GPL-2.0
/*
 * An #ifdef around the first line of a table: one table with one body, of which two kernels see different heads.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct nuthatch {
	struct snd_pcm_substream *running;
};

static irqreturn_t nuthatch_interrupt(int irq, void *dev_id)
{
	struct nuthatch *bird = dev_id;

	snd_pcm_period_elapsed(bird->running);
	return IRQ_HANDLED;
}

static int nuthatch_open(struct snd_pcm_substream *substream)
{
	struct nuthatch *bird = snd_pcm_substream_chip(substream);

	bird->running = substream;
	return 0;
}

#ifdef OPS_ARE_CONST
static const struct snd_pcm_ops nuthatch_ops = { /* want PCM001 */
#else
static struct snd_pcm_ops nuthatch_ops = {
#endif
	.open = nuthatch_open,
};

int nuthatch_create(struct snd_pcm *pcm, struct nuthatch *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &nuthatch_ops);
	return request_irq(irq, nuthatch_interrupt, IRQF_SHARED, "nuthatch", bird);
}
