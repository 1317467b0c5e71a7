// SPDX-License-Identifier: GPL-2.0
/*
 * The first table is inside #if 0 and does not exist. The second is there with
 * CONFIG_MERGANSER_DSP, the third without it: both exist.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct merganser {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t merganser_interrupt(int irq, void *dev_id)
{
	struct merganser *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int merganser_open(struct snd_pcm_substream *substream)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int merganser_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t merganser_pointer(struct snd_pcm_substream *substream)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

#if 0
static const struct snd_pcm_ops merganser_dead_ops = {
	.open = merganser_open,
	.trigger = merganser_trigger,
	.pointer = merganser_pointer,
};
#endif

#ifdef CONFIG_MERGANSER_DSP
static const struct snd_pcm_ops merganser_dsp_ops = { /* want PCM001 */
	.open = merganser_open,
	.trigger = merganser_trigger,
	.pointer = merganser_pointer,
};
#define MERGANSER_OPS merganser_dsp_ops
#else
static const struct snd_pcm_ops merganser_plain_ops = { /* want PCM001 */
	.open = merganser_open,
	.trigger = merganser_trigger,
	.pointer = merganser_pointer,
};
#define MERGANSER_OPS merganser_plain_ops
#endif

int merganser_create(struct merganser *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "merganser", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &MERGANSER_OPS);
	return request_irq(chip->irq, merganser_interrupt, IRQF_SHARED, "merganser", chip);
}

MODULE_LICENSE("GPL");
