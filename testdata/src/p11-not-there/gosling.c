// SPDX-License-Identifier: GPL-2.0
/*
 * card->sync_irq is assigned in a comment and inside #if 0, and .sync_stop is commented out: none
 * of it is there.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct gosling {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t gosling_interrupt(int irq, void *dev_id)
{
	struct gosling *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int gosling_open(struct snd_pcm_substream *substream)
{
	struct gosling *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gosling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gosling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t gosling_pointer(struct snd_pcm_substream *substream)
{
	struct gosling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops gosling_ops = { /* want PCM001 */ /* context irq gosling_interrupt */
	.open = gosling_open,
	.trigger = gosling_trigger,
	/* .sync_stop = gosling_sync_stop, */
	.pointer = gosling_pointer,
};

int gosling_create(struct gosling *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "gosling", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gosling_ops);
	err = request_irq(chip->irq, gosling_interrupt, IRQF_SHARED, "gosling", chip);
	if (err < 0)
		return err;
	/* card->sync_irq = chip->irq; */
#if 0
	card->sync_irq = chip->irq;
#endif
	return 0;
}

MODULE_LICENSE("GPL");
