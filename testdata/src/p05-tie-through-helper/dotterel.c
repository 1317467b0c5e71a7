// SPDX-License-Identifier: GPL-2.0
/*
 * The hard handler ends periods of the playback stream, a work those of the capture stream, both
 * by one helper that gets the substream. card->sync_irq covers the handler: only the capture table
 * is faulty.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dotterel {
	void __iomem *regs;
	struct snd_pcm_substream *playback;
	struct snd_pcm_substream *capture;
	struct work_struct work;
	int irq;
};

static void dotterel_period(struct snd_pcm_substream *substream)
{
	if (substream)
		snd_pcm_period_elapsed(substream);
}

static irqreturn_t dotterel_interrupt(int irq, void *dev_id)
{
	struct dotterel *chip = dev_id;

	dotterel_period(chip->playback);
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void dotterel_work(struct work_struct *work)
{
	struct dotterel *chip = container_of(work, struct dotterel, work);

	dotterel_period(chip->capture);
}

static int dotterel_playback_open(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->playback = substream;
	return 0;
}

static int dotterel_playback_close(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->playback = NULL;
	return 0;
}

static int dotterel_capture_open(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->capture = substream;
	return 0;
}

static int dotterel_capture_close(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->capture = NULL;
	return 0;
}

static int dotterel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dotterel_pointer(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops dotterel_playback_ops = { /* status synced */ /* context irq dotterel_interrupt */
	.open = dotterel_playback_open,
	.close = dotterel_playback_close,
	.trigger = dotterel_trigger,
	.pointer = dotterel_pointer,
};

static const struct snd_pcm_ops dotterel_capture_ops = { /* want PCM002 */ /* context work dotterel_work */
	.open = dotterel_capture_open,
	.close = dotterel_capture_close,
	.trigger = dotterel_trigger,
	.pointer = dotterel_pointer,
};

int dotterel_create(struct dotterel *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dotterel", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dotterel_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &dotterel_capture_ops);
	INIT_WORK(&chip->work, dotterel_work);
	err = request_irq(chip->irq, dotterel_interrupt, IRQF_SHARED, "dotterel", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
