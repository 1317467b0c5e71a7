// SPDX-License-Identifier: GPL-2.0
/*
 * The elapsed function by the name of a macro that is the name of another.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define SISKIN_OLD_DONE snd_pcm_period_elapsed
#define SISKIN_DONE SISKIN_OLD_DONE

struct siskin {
	struct snd_pcm_substream *substream;
};

static irqreturn_t siskin_interrupt(int irq, void *dev_id)
{
	struct siskin *bird = dev_id;

	SISKIN_DONE(bird->substream);
	return IRQ_HANDLED;
}

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM001 */ /* context irq siskin_interrupt */
	.open = siskin_open,
};

int siskin_create(struct snd_card *card, struct snd_pcm *pcm, struct siskin *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	return request_irq(irq, siskin_interrupt, IRQF_SHARED, "siskin", bird);
}
