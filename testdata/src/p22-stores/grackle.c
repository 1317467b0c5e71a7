// SPDX-License-Identifier: GPL-2.0
/*
 * Three ways to store a function pointer that are calls by their looks: cmpxchg(), try_cmpxchg() and a macro that stands
 * for the variable. The IRQ handler calls what they stored.
 */
#include <linux/atomic.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

typedef void (*grackle_period_t)(struct snd_pcm_substream *substream);

struct grackle_voice {
	struct snd_pcm_substream *substream;
	grackle_period_t period;
};

struct grackle {
	struct grackle_voice first;
	struct grackle_voice second;
	struct grackle_voice third;
};

static irqreturn_t grackle_interrupt(int irq, void *dev_id)
{
	struct grackle *bird = dev_id;

	bird->first.period(bird->first.substream);
	bird->second.period(bird->second.substream);
	ACCESS_ONCE(bird->third.period)(bird->third.substream);
	return IRQ_HANDLED;
}

static int grackle_first_open(struct snd_pcm_substream *substream)
{
	struct grackle *bird = snd_pcm_substream_chip(substream);

	bird->first.substream = substream;
	cmpxchg(&bird->first.period, NULL, snd_pcm_period_elapsed);
	return 0;
}

static const struct snd_pcm_ops grackle_first_ops = { /* want PCM001 */ /* context irq grackle_interrupt */
	.open = grackle_first_open,
};

static int grackle_second_open(struct snd_pcm_substream *substream)
{
	struct grackle *bird = snd_pcm_substream_chip(substream);
	grackle_period_t none = NULL;

	bird->second.substream = substream;
	return try_cmpxchg(&bird->second.period, &none, snd_pcm_period_elapsed) ? 0 : -EBUSY;
}

static const struct snd_pcm_ops grackle_second_ops = { /* want PCM001 */ /* context irq grackle_interrupt */
	.open = grackle_second_open,
};

static int grackle_third_open(struct snd_pcm_substream *substream)
{
	struct grackle *bird = snd_pcm_substream_chip(substream);

	bird->third.substream = substream;
	ACCESS_ONCE(bird->third.period) = snd_pcm_period_elapsed;
	return 0;
}

static const struct snd_pcm_ops grackle_third_ops = { /* want PCM001 */ /* context irq grackle_interrupt */
	.open = grackle_third_open,
};

int grackle_create(struct snd_card *card, struct snd_pcm *pcm, struct grackle *bird, int irq)
{
	pcm->private_data = bird;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &grackle_first_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &grackle_second_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &grackle_third_ops);
	return request_irq(irq, grackle_interrupt, IRQF_SHARED, "grackle", bird);
}
