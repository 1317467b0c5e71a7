// SPDX-License-Identifier: GPL-2.0
/* The tables stand in an array of records that a loop reads. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct moorhen {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t moorhen_interrupt(int irq, void *dev_id)
{
	struct moorhen *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int moorhen_open(struct snd_pcm_substream *substream)
{
	struct moorhen *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int moorhen_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct moorhen *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t moorhen_pointer(struct snd_pcm_substream *substream)
{
	struct moorhen *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops moorhen_front_ops = { /* want PCM001 */
	.open = moorhen_open,
	.trigger = moorhen_trigger,
	.pointer = moorhen_pointer,
};

static const struct snd_pcm_ops moorhen_rear_ops = { /* want PCM001 */
	.open = moorhen_open,
	.trigger = moorhen_trigger,
	.pointer = moorhen_pointer,
};

static const struct {
	const char *name;
	const struct snd_pcm_ops *ops;
} moorhen_devices[] = {
	{ "front", &moorhen_front_ops },
	{ "rear", &moorhen_rear_ops },
};

int moorhen_create(struct moorhen *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int i, err;

	for (i = 0; i < ARRAY_SIZE(moorhen_devices); i++) {
		err = snd_pcm_new(card, moorhen_devices[i].name, i, 1, 0, &pcm);
		if (err < 0)
			return err;
		pcm->private_data = chip;
		snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, moorhen_devices[i].ops);
	}
	return request_irq(chip->irq, moorhen_interrupt, IRQF_SHARED, "moorhen", chip);
}

MODULE_LICENSE("GPL");
