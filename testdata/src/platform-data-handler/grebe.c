// SPDX-License-Identifier: GPL-2.0
/*
 * The handler of the bus runs in another module, which nothing links with this one: it ends this module's periods all the
 * same.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include "grebe.h"

struct grebe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct grebe_slot slot;
};

static void grebe_period(void *context)
{
	struct grebe *chip = context;

	snd_pcm_period_elapsed(chip->substream);
}

static int grebe_open(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int grebe_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t grebe_pointer(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int grebe_sync_stop(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->slot.irq);
	return 0;
}

static const struct snd_pcm_ops grebe_ops = { /* status synced */ /* context irq grebe_bus_interrupt */
	.open = grebe_open,
	.sync_stop = grebe_sync_stop,
	.trigger = grebe_trigger,
	.pointer = grebe_pointer,
};

int grebe_create(struct grebe *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "grebe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &grebe_ops);
	chip->slot.period = grebe_period;
	chip->slot.context = chip;
	return platform_device_register_data(card->dev, "grebe-bus", -1, &chip->slot, sizeof(chip->slot)) ? 0 : -ENODEV;
}

MODULE_LICENSE("GPL");
