// SPDX-License-Identifier: GPL-2.0
/*
 * One elapsed call, two back ends. The IRQ one is covered by card->sync_irq. The timer one is not:
 * nothing waits for the timer.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct crossbill {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
	int irq;
};

static void crossbill_update(struct crossbill *chip)
{
	snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t crossbill_interrupt(int irq, void *dev_id)
{
	struct crossbill *chip = dev_id;

	crossbill_update(chip);
	return IRQ_HANDLED;
}

static void crossbill_timer(struct timer_list *t)
{
	struct crossbill *chip = from_timer(chip, t, timer);

	crossbill_update(chip);
}

static int crossbill_open(struct snd_pcm_substream *substream)
{
	struct crossbill *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int crossbill_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct crossbill *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t crossbill_pointer(struct snd_pcm_substream *substream)
{
	struct crossbill *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops crossbill_ops = { /* want PCM002 */ /* context irq crossbill_interrupt; timer crossbill_timer */
	.open = crossbill_open,
	.trigger = crossbill_trigger,
	.pointer = crossbill_pointer,
};

int crossbill_create(struct crossbill *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "crossbill", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &crossbill_ops);
	timer_setup(&chip->timer, crossbill_timer, 0);
	if (chip->irq < 0)
		return 0;
	err = request_irq(chip->irq, crossbill_interrupt, IRQF_SHARED, "crossbill", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
