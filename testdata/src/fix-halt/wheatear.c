// SPDX-License-Identifier: GPL-2.0
/* STOP sets a state in which the interrupt goes on with the stream, and lets the interrupt come if it was held back. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

enum wheatear_state { WHEATEAR_IDLE, WHEATEAR_RUNS, WHEATEAR_ENDS };

struct wheatear {
	struct snd_pcm_substream *substream;
	enum wheatear_state state;
	bool held;
	int irq;
};

static void wheatear_set(struct wheatear *chip, int state)
{
	chip->state = state;
	if (chip->state == WHEATEAR_IDLE) {
		iowrite32(0, NULL);
	} else if (chip->held) {
		enable_irq(chip->irq);
		iowrite32(1, NULL);
	}
}

static irqreturn_t wheatear_interrupt(int irq, void *data)
{
	struct wheatear *chip = data;

	if (chip->state == WHEATEAR_RUNS || chip->state == WHEATEAR_ENDS)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int wheatear_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	wheatear_set(chip, cmd == SNDRV_PCM_TRIGGER_START ? WHEATEAR_RUNS : WHEATEAR_ENDS);
	return 0;
}

static const struct snd_pcm_ops wheatear_ops = { /* want PCM001 */
	.trigger = wheatear_trigger,
};

int wheatear_create(struct snd_card *card, struct snd_pcm *pcm, struct wheatear *chip)
{
	if (request_irq(chip->irq, wheatear_interrupt, 0, "wheatear", chip))
		return -EBUSY;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wheatear_ops);
	return 0;
}
