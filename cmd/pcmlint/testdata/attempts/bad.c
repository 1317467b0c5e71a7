/* A driver whose stream is freed under its interrupt handler. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct twite {
	int irq;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
};

static irqreturn_t twite_interrupt(int irq, void *dev_id)
{
	struct twite *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int twite_open(struct snd_pcm_substream *substream)
{
	struct twite *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops twite_ops = {
	.open = twite_open,
};

int twite_create(struct twite *chip, struct snd_pcm *pcm)
{
	int err = request_irq(chip->irq, twite_interrupt, 0, "twite", chip);

	if (err < 0)
		return err;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &twite_ops);
	return 0;
}
