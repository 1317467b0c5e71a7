// SPDX-License-Identifier: GPL-2.0
/* -1 is spelled in other ways, too: none of them is the number of an IRQ. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct kiwi {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t kiwi_interrupt(int irq, void *dev_id)
{
	struct kiwi *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int kiwi_open(struct snd_pcm_substream *substream)
{
	struct kiwi *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int kiwi_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kiwi *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kiwi_pointer(struct snd_pcm_substream *substream)
{
	struct kiwi *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops kiwi_ops = { /* want PCM001 */
	.open = kiwi_open,
	.trigger = kiwi_trigger,
	.pointer = kiwi_pointer,
};

int kiwi_create(struct kiwi *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "kiwi", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kiwi_ops);
	card->sync_irq = - 1;
	return request_irq(chip->irq, kiwi_interrupt, IRQF_SHARED, "kiwi", chip);
}

MODULE_LICENSE("GPL");
