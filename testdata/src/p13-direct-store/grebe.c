// SPDX-License-Identifier: GPL-2.0
/* The table is stored straight into the substream, without snd_pcm_set_ops(). */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct grebe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t grebe_interrupt(int irq, void *dev_id)
{
	struct grebe *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
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

static const struct snd_pcm_ops grebe_ops = { /* want PCM001 */ /* context irq grebe_interrupt */
	.open = grebe_open,
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
	pcm->streams[SNDRV_PCM_STREAM_PLAYBACK].substream->ops = &grebe_ops;
	return request_irq(chip->irq, grebe_interrupt, IRQF_SHARED, "grebe", chip);
}

MODULE_LICENSE("GPL");
