// SPDX-License-Identifier: GPL-2.0
/*
 * The interrupt is requested in a helper; the rest of its caller initialises what the handler
 * uses: a lock, taken by guard(), in place, and a wait queue and a work in another file. A flag
 * that is set before, and the status that the handler itself reads, keep nothing from happening.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "plover.h"

static irqreturn_t plover_interrupt(int irq, void *dev_id)
{
	struct plover *chip = dev_id;

	if (!chip->powered)
		return IRQ_NONE;
	chip->status = readl(chip->regs);
	scoped_guard(spinlock, &chip->lock) {
		writel(chip->status, chip->regs);
	}
	if (chip->status & 2)
		plover_wake(&chip->mixer);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int plover_open(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int plover_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t plover_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops plover_ops = { /* status synced */
	.open = plover_open,
	.trigger = plover_trigger,
	.pointer = plover_pointer,
};

static int plover_request(struct snd_card *card, struct plover *chip, int irq)
{
	int err = request_irq(irq, plover_interrupt, IRQF_SHARED, "plover", chip); /* want PCM005 */

	if (err < 0)
		return err;
	card->sync_irq = irq;
	return 0;
}

int plover_create(struct snd_card *card, struct plover *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	chip->powered = true;
	err = plover_request(card, chip, irq);
	if (err < 0)
		return err;
	spin_lock_init(&chip->lock);
	plover_mixer_init(&chip->mixer);
	err = snd_pcm_new(card, "plover", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &plover_ops);
	return snd_card_register(card);
}
