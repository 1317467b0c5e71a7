// SPDX-License-Identifier: GPL-2.0
/*
 * The other way round: the names are all harmless. hw_free calls thrush_sync_stop(), which writes
 * a register, and open calls snd_pcm_set_sync(); neither waits for the handler.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct thrush {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t thrush_update_leds(int irq, void *dev_id)
{
	struct thrush *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int thrush_open(struct snd_pcm_substream *substream)
{
	struct thrush *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	snd_pcm_set_sync(substream);
	return 0;
}

static int thrush_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct thrush *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t thrush_pointer(struct snd_pcm_substream *substream)
{
	struct thrush *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static void thrush_sync_stop(struct thrush *chip)
{
	writel(0, chip->regs);
}

static int thrush_hw_free(struct snd_pcm_substream *substream)
{
	struct thrush *chip = snd_pcm_substream_chip(substream);

	thrush_sync_stop(chip);
	return 0;
}

static const struct snd_pcm_ops thrush_ops = { /* want PCM001 */ /* context irq thrush_update_leds */
	.open = thrush_open,
	.hw_free = thrush_hw_free,
	.trigger = thrush_trigger,
	.pointer = thrush_pointer,
};

int thrush_create(struct thrush *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "thrush", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &thrush_ops);
	return request_irq(chip->irq, thrush_update_leds, IRQF_SHARED, "thrush", chip);
}

MODULE_LICENSE("GPL");
