// SPDX-License-Identifier: GPL-2.0
/*
 * The client: its callback runs in the hard IRQ handler of the bus, two hops away. So the context
 * is an IRQ, not just some callback.
 */
#include <linux/io.h>
#include <linux/list.h>
#include <linux/module.h>
#include <sound/pcm.h>

#include "rail.h"

struct rail {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct rail_client client;
};

static void rail_event(struct rail_client *client, u32 status)
{
	struct rail *chip = container_of(client, struct rail, client);

	if (status & 1)
		snd_pcm_period_elapsed(chip->substream);
}

static int rail_open(struct snd_pcm_substream *substream)
{
	struct rail *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int rail_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct rail *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t rail_pointer(struct snd_pcm_substream *substream)
{
	struct rail *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops rail_ops = { /* want PCM001 */ /* context irq rail_interrupt */
	.open = rail_open,
	.trigger = rail_trigger,
	.pointer = rail_pointer,
};

int rail_create(struct rail *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "rail", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &rail_ops);
	chip->client.event = rail_event;
	rail_register(&chip->client);
	return 0;
}

MODULE_LICENSE("GPL");
