// SPDX-License-Identifier: GPL-2.0
/*
 * card->sync_irq is set at probe and taken back to -1 at suspend, while the IRQ is not requested.
 * No stream runs then: the table is covered.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct smew {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_card *card;
	int irq;
};

static irqreturn_t smew_interrupt(int irq, void *dev_id)
{
	struct smew *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int smew_open(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int smew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t smew_pointer(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops smew_ops = { /* status synced */ /* context irq smew_interrupt */
	.open = smew_open,
	.trigger = smew_trigger,
	.pointer = smew_pointer,
};

int smew_create(struct smew *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "smew", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &smew_ops);
	chip->card = card;
	err = request_irq(chip->irq, smew_interrupt, IRQF_SHARED, "smew", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

int smew_suspend(struct smew *chip)
{
	free_irq(chip->irq, chip);
	chip->card->sync_irq = -1;
	return 0;
}

MODULE_LICENSE("GPL");
