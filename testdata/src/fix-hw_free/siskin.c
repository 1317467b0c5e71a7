// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free waits for the IRQ by hand. The repair names the IRQ to the card and takes the wait out, with the variable that
 * only it needed. The callback stays: nothing here says that the core at hand can do without.
 */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct siskin {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t siskin_interrupt(int irq, void *dev_id)
{
	struct siskin *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM001 */
	.hw_free = siskin_hw_free,
	.trigger = siskin_trigger,
};

int siskin_create(struct snd_card *card, int irq)
{
	struct siskin *chip = card->private_data;
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, siskin_interrupt, 0, "siskin", chip);
	if (err)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "siskin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	return 0;
}
