// SPDX-License-Identifier: GPL-2.0
/*
 * Which stream the substream belongs to cannot be told: the handler fetches it by a number from
 * the hardware. So it may be either, and both tables are tied to the call.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct brambling {
	void __iomem *regs;
	struct snd_pcm_substream *streams[2];
	int irq;
};

static irqreturn_t brambling_interrupt(int irq, void *dev_id)
{
	struct brambling *chip = dev_id;

	snd_pcm_period_elapsed(chip->streams[readl(chip->regs + 8) & 1]);
	return IRQ_HANDLED;
}

static int brambling_open(struct snd_pcm_substream *substream)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	chip->streams[substream->stream] = substream;
	return 0;
}

static int brambling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t brambling_pointer(struct snd_pcm_substream *substream)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops brambling_playback_ops = { /* want PCM001 */
	.open = brambling_open,
	.trigger = brambling_trigger,
	.pointer = brambling_pointer,
};

static const struct snd_pcm_ops brambling_capture_ops = { /* want PCM001 */
	.open = brambling_open,
	.trigger = brambling_trigger,
	.pointer = brambling_pointer,
};

int brambling_create(struct brambling *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "brambling", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brambling_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &brambling_capture_ops);
	return request_irq(chip->irq, brambling_interrupt, IRQF_SHARED, "brambling", chip);
}

MODULE_LICENSE("GPL");
