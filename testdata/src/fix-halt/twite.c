// SPDX-License-Identifier: GPL-2.0
/* STOP stops the device unless that has happened by itself; the state that it sets then says nothing to the interrupt. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

enum { TWITE_OPEN, TWITE_RUNS, TWITE_FAILED };

struct twite {
	struct snd_pcm_substream *substream;
	int state;
	int irq;
};

static irqreturn_t twite_interrupt(int irq, void *data)
{
	struct twite *chip = data;

	if (chip->state != TWITE_FAILED)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int twite_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct twite *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START) {
		chip->state = TWITE_RUNS;
		iowrite32(1, NULL);
		return 0;
	}
	if (chip->state != TWITE_FAILED)
		iowrite32(0, NULL);
	chip->state = TWITE_OPEN;
	return 0;
}

static const struct snd_pcm_ops twite_ops = { /* want PCM001 */
	.trigger = twite_trigger,
};

int twite_create(struct snd_card *card, struct snd_pcm *pcm, struct twite *chip)
{
	if (request_irq(chip->irq, twite_interrupt, 0, "twite", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &twite_ops);
	return 0;
}
