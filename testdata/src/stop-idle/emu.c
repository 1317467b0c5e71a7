// SPDX-License-Identifier: GPL-2.0
/* An empty .sync_stop waits for no one. */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct emu {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t emu_interrupt(int irq, void *dev_id)
{
	struct emu *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int emu_open(struct snd_pcm_substream *substream)
{
	struct emu *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int emu_sync_stop(struct snd_pcm_substream *substream)
{
	struct emu *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static const struct snd_pcm_ops emu_ops = { /* want PCM001 */ /* status unsynced */ /* context irq emu_interrupt */
	.open = emu_open,
	.sync_stop = emu_sync_stop,
};

int emu_create(struct snd_card *card, struct emu *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, emu_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "emu", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &emu_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
