// SPDX-License-Identifier: GPL-2.0
/*
 * Names that mislead: the IRQ handler calls mistle_period_elapsed(), which only counts; a field is
 * called period_elapsed; a helper is called mistle_snd_pcm_period_elapsed(); snd_pcm_set_sync()
 * only sets a flag for user space. snd_pcm_period_elapsed() itself is named in this comment and in
 * a string, and never called: the table has no async context.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct mistle {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	unsigned int period_elapsed;
};

static void mistle_period_elapsed(struct mistle *chip)
{
	chip->period_elapsed++; /* not snd_pcm_period_elapsed(chip->substream); */
}

static void mistle_snd_pcm_period_elapsed(struct mistle *chip)
{
	pr_info("snd_pcm_period_elapsed(%d)\n", chip->period_elapsed);
}

static irqreturn_t mistle_interrupt(int irq, void *dev_id)
{
	struct mistle *chip = dev_id;

	mistle_period_elapsed(chip);
	mistle_snd_pcm_period_elapsed(chip);
	return IRQ_HANDLED;
}

static int mistle_open(struct snd_pcm_substream *substream)
{
	struct mistle *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	snd_pcm_set_sync(substream);
	return 0;
}

static int mistle_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct mistle *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t mistle_pointer(struct snd_pcm_substream *substream)
{
	struct mistle *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops mistle_ops = { /* status no-async */
	.open = mistle_open,
	.trigger = mistle_trigger,
	.pointer = mistle_pointer,
};

int mistle_create(struct mistle *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "mistle", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &mistle_ops);
	return request_irq(chip->irq, mistle_interrupt, IRQF_SHARED, "mistle", chip);
}

MODULE_LICENSE("GPL");
