// SPDX-License-Identifier: GPL-2.0
/* The handler goes to the bus driver, and that requests an IRQ with it: an IRQ context. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

int rookery_bus_attach(int slot, irq_handler_t event, void *data);

struct jackdaw {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int slot;
};

static irqreturn_t jackdaw_event(int irq, void *dev_id)
{
	struct jackdaw *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int jackdaw_open(struct snd_pcm_substream *substream)
{
	struct jackdaw *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int jackdaw_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct jackdaw *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t jackdaw_pointer(struct snd_pcm_substream *substream)
{
	struct jackdaw *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops jackdaw_ops = { /* want PCM001 */ /* context irq jackdaw_event */
	.open = jackdaw_open,
	.trigger = jackdaw_trigger,
	.pointer = jackdaw_pointer,
};

int jackdaw_create(struct jackdaw *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "jackdaw", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &jackdaw_ops);
	return rookery_bus_attach(chip->slot, jackdaw_event, chip);
}

MODULE_LICENSE("GPL");
