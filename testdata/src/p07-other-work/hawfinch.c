// SPDX-License-Identifier: GPL-2.0
/*
 * The handler ends the period itself and schedules a work that only reads the volume wheel. That
 * work is no context, and card->sync_irq covers the handler.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hawfinch {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct wheel_work;
	int irq;
};

static irqreturn_t hawfinch_interrupt(int irq, void *dev_id)
{
	struct hawfinch *chip = dev_id;

	schedule_work(&chip->wheel_work);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void hawfinch_wheel_work(struct work_struct *work)
{
	struct hawfinch *chip = container_of(work, struct hawfinch, wheel_work);

	writel(readl(chip->regs + 12), chip->regs + 16);
}

static int hawfinch_open(struct snd_pcm_substream *substream)
{
	struct hawfinch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int hawfinch_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hawfinch *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t hawfinch_pointer(struct snd_pcm_substream *substream)
{
	struct hawfinch *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops hawfinch_ops = { /* status synced */ /* context irq hawfinch_interrupt */
	.open = hawfinch_open,
	.trigger = hawfinch_trigger,
	.pointer = hawfinch_pointer,
};

int hawfinch_create(struct hawfinch *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "hawfinch", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hawfinch_ops);
	INIT_WORK(&chip->wheel_work, hawfinch_wheel_work);
	err = request_irq(chip->irq, hawfinch_interrupt, IRQF_SHARED, "hawfinch", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
