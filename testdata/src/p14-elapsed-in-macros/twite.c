// SPDX-License-Identifier: GPL-2.0
/*
 * Ten macros call each other in turn.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define TWITE_0(s) snd_pcm_period_elapsed(s)
#define TWITE_1(s) TWITE_0(s)
#define TWITE_2(s) TWITE_1(s)
#define TWITE_3(s) TWITE_2(s)
#define TWITE_4(s) TWITE_3(s)
#define TWITE_5(s) TWITE_4(s)
#define TWITE_6(s) TWITE_5(s)
#define TWITE_7(s) TWITE_6(s)
#define TWITE_8(s) TWITE_7(s)
#define TWITE_9(s) TWITE_8(s)

struct twite {
	struct snd_pcm_substream *substream;
};

static irqreturn_t twite_interrupt(int irq, void *dev_id)
{
	struct twite *bird = dev_id;

	TWITE_9(bird->substream);
	return IRQ_HANDLED;
}

static int twite_open(struct snd_pcm_substream *substream)
{
	struct twite *bird = snd_pcm_substream_chip(substream);

	bird->substream = substream;
	return 0;
}

static const struct snd_pcm_ops twite_ops = { /* want PCM001 */ /* context irq twite_interrupt */
	.open = twite_open,
};

int twite_create(struct snd_card *card, struct snd_pcm *pcm, struct twite *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &twite_ops);
	return request_irq(irq, twite_interrupt, IRQF_SHARED, "twite", bird);
}
