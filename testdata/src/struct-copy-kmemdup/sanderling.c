// SPDX-License-Identifier: GPL-2.0
/*
 * Two copies of a pattern, one by kmemdup() and one by an initializer. The first is given a .sync_stop,
 * the second is not.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <sound/pcm.h>

struct sanderling {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_pcm_ops capture;
	int irq;
};

static irqreturn_t sanderling_interrupt(int irq, void *dev_id)
{
	struct sanderling *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int sanderling_open(struct snd_pcm_substream *substream)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int sanderling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t sanderling_pointer(struct snd_pcm_substream *substream)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops sanderling_ops = {
	.open = sanderling_open,
	.trigger = sanderling_trigger,
	.pointer = sanderling_pointer,
};

static int sanderling_sync_stop(struct snd_pcm_substream *substream)
{
	struct sanderling *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static int sanderling_capture(struct sanderling *chip, struct snd_pcm *pcm)
{
	struct snd_pcm_ops ops = sanderling_ops;

	ops.trigger = NULL;
	chip->capture = ops; /* want PCM001 */
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &chip->capture);
	return 0;
}

int sanderling_create(struct sanderling *chip, struct snd_card *card)
{
	struct snd_pcm_ops *ops;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "sanderling", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	ops = kmemdup(&sanderling_ops, sizeof(*ops), GFP_KERNEL); /* status synced */
	if (!ops)
		return -ENOMEM;
	ops->sync_stop = sanderling_sync_stop;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, ops);
	sanderling_capture(chip, pcm);
	return request_irq(chip->irq, sanderling_interrupt, 0, "sanderling", chip);
}

MODULE_LICENSE("GPL");
