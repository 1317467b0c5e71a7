// SPDX-License-Identifier: GPL-2.0
/*
 * The interrupt is requested disabled, but enabled too early; its threaded half schedules a tasklet
 * through a function pointer that is stored before.
 */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct lapwing {
	void (*kick)(struct lapwing *chip);
	struct tasklet_struct drain;
	struct snd_pcm_substream *substream;
};

static void lapwing_kick(struct lapwing *chip)
{
	tasklet_schedule(&chip->drain);
}

static irqreturn_t lapwing_interrupt(int irq, void *dev_id)
{
	struct lapwing *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t lapwing_thread(int irq, void *dev_id)
{
	struct lapwing *chip = dev_id;

	chip->kick(chip);
	return IRQ_HANDLED;
}

static void lapwing_drain(struct tasklet_struct *t)
{
}

static int lapwing_open(struct snd_pcm_substream *substream)
{
	struct lapwing *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int lapwing_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return 0;
}

static snd_pcm_uframes_t lapwing_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops lapwing_ops = { /* status synced */
	.open = lapwing_open,
	.trigger = lapwing_trigger,
	.pointer = lapwing_pointer,
};

int lapwing_create(struct snd_card *card, struct lapwing *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	chip->kick = lapwing_kick;
	err = request_threaded_irq(irq, lapwing_interrupt, lapwing_thread, IRQF_NO_AUTOEN, "lapwing", chip); /* want PCM005 */
	if (err < 0)
		return err;
	card->sync_irq = irq;
	err = snd_pcm_new(card, "lapwing", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	enable_irq(irq);
	tasklet_setup(&chip->drain, lapwing_drain);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &lapwing_ops);
	return snd_card_register(card);
}
