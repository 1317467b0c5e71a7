// SPDX-License-Identifier: GPL-2.0
/* As wheatear does, but the state that STOP sets is one in which the interrupt ends no period: two IRQs, so a callback. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct bluethroat {
	struct snd_pcm_substream *substream;
	int state;
	int irq, error_irq;
};

static irqreturn_t bluethroat_interrupt(int irq, void *data)
{
	struct bluethroat *chip = data;

	switch (chip->state) {
	case 1:
		snd_pcm_period_elapsed(chip->substream);
		break;
	default:
		return IRQ_NONE;
	}
	return IRQ_HANDLED;
}

static int bluethroat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bluethroat *chip = snd_pcm_substream_chip(substream);

	chip->state = cmd == SNDRV_PCM_TRIGGER_START;
	return 0;
}

static const struct snd_pcm_ops bluethroat_ops = { /* want PCM001 */
	.trigger = bluethroat_trigger,
};

int bluethroat_create(struct snd_card *card, struct snd_pcm *pcm, struct bluethroat *chip)
{
	if (request_irq(chip->irq, bluethroat_interrupt, 0, "bluethroat", chip) ||
	    request_irq(chip->error_irq, bluethroat_interrupt, 0, "bluethroat-error", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bluethroat_ops);
	return 0;
}
