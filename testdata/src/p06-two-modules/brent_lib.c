// SPDX-License-Identifier: GPL-2.0
/*
 * The library has the table, the handler and, for users whose hardware is late, a call back into
 * the user.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "brent.h"

irqreturn_t brent_interrupt(int irq, void *dev_id)
{
	struct brent *chip = dev_id;

	if (!chip->ops->position_is_late(chip))
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}
EXPORT_SYMBOL_GPL(brent_interrupt);

static int brent_open(struct snd_pcm_substream *substream)
{
	struct brent *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int brent_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brent *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t brent_pointer(struct snd_pcm_substream *substream)
{
	struct brent *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops brent_ops = { /* want PCM002 */ /* context irq brent_interrupt; work brent_late_work */
	.open = brent_open,
	.trigger = brent_trigger,
	.pointer = brent_pointer,
};

int brent_new_pcm(struct brent *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "brent", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brent_ops);
	return 0;
}
EXPORT_SYMBOL_GPL(brent_new_pcm);

MODULE_LICENSE("GPL");
