// SPDX-License-Identifier: GPL-2.0
/*
 * The handler ends most periods itself; when the hardware position is late it leaves that to a
 * work. card->sync_irq is set, but synchronize_irq() does not wait for the work. Here .sync_stop
 * waits for both.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct greenfinch {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct late_work;
	int irq;
};

static irqreturn_t greenfinch_interrupt(int irq, void *dev_id)
{
	struct greenfinch *chip = dev_id;

	if (readl(chip->regs + 4) == 0)
		schedule_work(&chip->late_work);
	else
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void greenfinch_late_work(struct work_struct *work)
{
	struct greenfinch *chip = container_of(work, struct greenfinch, late_work);

	snd_pcm_period_elapsed(chip->substream);
}

static int greenfinch_open(struct snd_pcm_substream *substream)
{
	struct greenfinch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int greenfinch_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct greenfinch *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t greenfinch_pointer(struct snd_pcm_substream *substream)
{
	struct greenfinch *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int greenfinch_sync_stop(struct snd_pcm_substream *substream)
{
	struct greenfinch *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	cancel_work_sync(&chip->late_work);
	return 0;
}

static const struct snd_pcm_ops greenfinch_ops = { /* status synced */ /* context irq greenfinch_interrupt; work greenfinch_late_work */
	.open = greenfinch_open,
	.sync_stop = greenfinch_sync_stop,
	.trigger = greenfinch_trigger,
	.pointer = greenfinch_pointer,
};

int greenfinch_create(struct greenfinch *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "greenfinch", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &greenfinch_ops);
	INIT_WORK(&chip->late_work, greenfinch_late_work);
	err = request_irq(chip->irq, greenfinch_interrupt, IRQF_SHARED, "greenfinch", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
