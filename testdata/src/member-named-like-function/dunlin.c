// SPDX-License-Identifier: GPL-2.0
/*
 * The work functions have the names of the members that they are found by: what container_of() and
 * list_for_each_entry() are given there is no function. The one that ends a period is a work item and
 * nothing else; the other one is nothing to do with the stream.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct dunlin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct list_head clients;
	struct work_struct period, meters;
	int irq;
};

struct dunlin_client {
	struct list_head meters;
	int level;
};

static void period(struct work_struct *work)
{
	struct dunlin *chip = container_of(work, struct dunlin, period);

	snd_pcm_period_elapsed(chip->substream);
}

static void meters(struct work_struct *work)
{
	struct dunlin *chip = container_of(work, struct dunlin, meters);
	struct dunlin_client *c;

	list_for_each_entry(c, &chip->clients, meters)
		c->level = readl(chip->regs + 8);
}

static irqreturn_t dunlin_interrupt(int irq, void *dev_id)
{
	struct dunlin *chip = dev_id;

	schedule_work(&chip->period);
	schedule_work(&chip->meters);
	return IRQ_HANDLED;
}

static int dunlin_open(struct snd_pcm_substream *substream)
{
	struct dunlin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dunlin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunlin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dunlin_pointer(struct snd_pcm_substream *substream)
{
	struct dunlin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops dunlin_ops = { /* want PCM002 */ /* context work period */
	.open = dunlin_open,
	.trigger = dunlin_trigger,
	.pointer = dunlin_pointer,
};

int dunlin_create(struct dunlin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dunlin", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunlin_ops);
	INIT_WORK(&chip->period, period);
	INIT_WORK(&chip->meters, meters);
	return request_irq(chip->irq, dunlin_interrupt, 0, "dunlin", chip);
}

MODULE_LICENSE("GPL");
