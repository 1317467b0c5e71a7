// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ handler only queues a work, and the work ends the period. So the work is the context:
 * card->sync_irq would not help, and the IRQ alone is no finding.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct twite {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
};

static irqreturn_t twite_interrupt(int irq, void *dev_id)
{
	struct twite *chip = dev_id;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void twite_work(struct work_struct *work)
{
	struct twite *chip = container_of(work, struct twite, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int twite_open(struct snd_pcm_substream *substream)
{
	struct twite *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int twite_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct twite *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t twite_pointer(struct snd_pcm_substream *substream)
{
	struct twite *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops twite_ops = { /* want PCM002 */ /* context work twite_work */
	.open = twite_open,
	.trigger = twite_trigger,
	.pointer = twite_pointer,
};

int twite_create(struct twite *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "twite", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &twite_ops);
	INIT_WORK(&chip->work, twite_work);
	return request_irq(chip->irq, twite_interrupt, IRQF_SHARED, "twite", chip);
}

MODULE_LICENSE("GPL");
