// SPDX-License-Identifier: GPL-2.0
/*
 * The handler ends most periods itself; when the hardware position is late it leaves that to a
 * work. card->sync_irq is set, but synchronize_irq() does not wait for the work.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct goldfinch {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct late_work;
	int irq;
};

static irqreturn_t goldfinch_interrupt(int irq, void *dev_id)
{
	struct goldfinch *chip = dev_id;

	if (readl(chip->regs + 4) == 0)
		schedule_work(&chip->late_work);
	else
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void goldfinch_late_work(struct work_struct *work)
{
	struct goldfinch *chip = container_of(work, struct goldfinch, late_work);

	snd_pcm_period_elapsed(chip->substream);
}

static int goldfinch_open(struct snd_pcm_substream *substream)
{
	struct goldfinch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int goldfinch_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct goldfinch *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t goldfinch_pointer(struct snd_pcm_substream *substream)
{
	struct goldfinch *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops goldfinch_ops = { /* want PCM002 */ /* context irq goldfinch_interrupt; work goldfinch_late_work */
	.open = goldfinch_open,
	.trigger = goldfinch_trigger,
	.pointer = goldfinch_pointer,
};

int goldfinch_create(struct goldfinch *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "goldfinch", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &goldfinch_ops);
	INIT_WORK(&chip->late_work, goldfinch_late_work);
	err = request_irq(chip->irq, goldfinch_interrupt, IRQF_SHARED, "goldfinch", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
