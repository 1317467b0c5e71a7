// SPDX-License-Identifier: GPL-2.0
/*
 * Small macros at every turn: one for the names of the functions, one for the request, one that is
 * just another name of the elapsed call.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

#define FN(x) falcon_##x
#define falcon_request(chip, handler) request_irq((chip)->irq, handler, 0, "falcon", chip)
#define period_done snd_pcm_period_elapsed

struct falcon {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t FN(interrupt)(int irq, void *dev_id)
{
	struct falcon *chip = dev_id;

	period_done(chip->substream);
	return IRQ_HANDLED;
}

static int falcon_open(struct snd_pcm_substream *substream)
{
	struct falcon *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int falcon_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct falcon *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t falcon_pointer(struct snd_pcm_substream *substream)
{
	struct falcon *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops falcon_ops = { /* want PCM001 */ /* context irq falcon_interrupt */
	.open = FN(open),
	.trigger = FN(trigger),
	.pointer = FN(pointer),
};

int falcon_create(struct falcon *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "falcon", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &falcon_ops);
	return falcon_request(chip, FN(interrupt));
}

MODULE_LICENSE("GPL");
