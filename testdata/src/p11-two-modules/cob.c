// SPDX-License-Identifier: GPL-2.0
/* Two modules in one folder. This one sets card->sync_irq. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct cob {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t cob_interrupt(int irq, void *dev_id)
{
	struct cob *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int cob_open(struct snd_pcm_substream *substream)
{
	struct cob *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int cob_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct cob *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t cob_pointer(struct snd_pcm_substream *substream)
{
	struct cob *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops cob_ops = { /* status synced */
	.open = cob_open,
	.trigger = cob_trigger,
	.pointer = cob_pointer,
};

int cob_create(struct cob *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "cob", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &cob_ops);
	err = request_irq(chip->irq, cob_interrupt, IRQF_SHARED, "cob", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
