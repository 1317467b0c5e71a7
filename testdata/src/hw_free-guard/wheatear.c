// SPDX-License-Identifier: GPL-2.0
/* .hw_free disables the IRQ for the length of a scope, which waits for its handler. */
#include <linux/cleanup.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct wheatear {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t wheatear_interrupt(int irq, void *dev_id)
{
	struct wheatear *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int wheatear_hw_free(struct snd_pcm_substream *substream)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	guard(disable_irq)(&chip->irq); /* want PCM003 */
	writel(0, chip->regs);
	return 0;
}

static int wheatear_capture_hw_free(struct snd_pcm_substream *substream)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	scoped_guard(disable_irq, &chip->irq) /* want PCM003 */
		writel(1, chip->regs);
	return 0;
}

static int wheatear_open(struct snd_pcm_substream *substream)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int wheatear_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t wheatear_pointer(struct snd_pcm_substream *substream)
{
	struct wheatear *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops wheatear_ops = {
	.hw_free = wheatear_hw_free,
	.open = wheatear_open,
	.trigger = wheatear_trigger,
	.pointer = wheatear_pointer,
};

static const struct snd_pcm_ops wheatear_capture_ops = {
	.hw_free = wheatear_capture_hw_free,
	.open = wheatear_open,
	.trigger = wheatear_trigger,
	.pointer = wheatear_pointer,
};

int wheatear_create(struct wheatear *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "wheatear", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wheatear_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &wheatear_capture_ops);
	card->sync_irq = chip->irq;
	return request_irq(chip->irq, wheatear_interrupt, 0, "wheatear", chip);
}

MODULE_LICENSE("GPL");
