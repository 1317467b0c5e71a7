// SPDX-License-Identifier: GPL-2.0
/*
 * The handler says itself that it runs, first thing: a window stays open between its start and that line, which
 * a note tells.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct bulbul {
	struct snd_pcm_substream *substream;
	int irq;
	bool busy;
};

static irqreturn_t bulbul_interrupt(int irq, void *dev_id)
{
	struct bulbul *chip = dev_id;

	WRITE_ONCE(chip->busy, true);
	snd_pcm_period_elapsed(chip->substream);
	WRITE_ONCE(chip->busy, false);
	return IRQ_HANDLED;
}

static int bulbul_open(struct snd_pcm_substream *substream)
{
	struct bulbul *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bulbul_sync_stop(struct snd_pcm_substream *substream)
{
	struct bulbul *chip = snd_pcm_substream_chip(substream);

	while (READ_ONCE(chip->busy))
		cpu_relax();
	return 0;
}

static const struct snd_pcm_ops bulbul_ops = { /* status synced proved */ /* context irq bulbul_interrupt */ /* note raised by the handler itself */
	.open = bulbul_open,
	.sync_stop = bulbul_sync_stop,
};

int bulbul_create(struct snd_card *card, struct bulbul *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, bulbul_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "bulbul", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bulbul_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
