// SPDX-License-Identifier: GPL-2.0
/* Annotations everywhere, and an #ifdef around half a statement. None of it hides the driver. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <sound/pcm.h>

struct fieldfare {
	void __iomem *regs __maybe_unused;
	struct snd_pcm_substream __rcu *substream;
	int irq;
} __packed __aligned(8);

static noinline irqreturn_t __maybe_unused fieldfare_interrupt(int irq __always_unused, void *dev_id)
{
	struct fieldfare *chip = dev_id;

	if (readl(chip->regs + 8)
#ifdef CONFIG_FIELDFARE_DSP
	    || readl(chip->regs + 12)
#endif
	    )
		snd_pcm_period_elapsed(chip->substream);
#ifdef CONFIG_FIELDFARE_DSP
	else
#endif
		writel(1, chip->regs + 8);
	return IRQ_HANDLED;
}

static int fieldfare_open(struct snd_pcm_substream *substream)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int fieldfare_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t fieldfare_pointer(struct snd_pcm_substream *substream)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops fieldfare_ops = { /* want PCM001 */ /* context irq fieldfare_interrupt */
	.open = fieldfare_open,
	.trigger = fieldfare_trigger,
	.pointer = fieldfare_pointer,
};

int __must_check __init fieldfare_create(struct fieldfare *chip, struct snd_card *card)
{
	void *scratch __free(kfree) = kzalloc(16, GFP_KERNEL);
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "fieldfare", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &fieldfare_ops);
	if (!scratch)
		return -ENOMEM;
#ifdef CONFIG_FIELDFARE_SHARED
	return request_irq(chip->irq, fieldfare_interrupt, IRQF_SHARED,
#else
	return request_irq(chip->irq, fieldfare_interrupt, 0,
#endif
			   "fieldfare", chip);
}

MODULE_LICENSE("GPL");
