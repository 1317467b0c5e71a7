// SPDX-License-Identifier: GPL-2.0
/*
 * The hard handler ends periods of the playback stream only, a work those of the capture stream
 * only. card->sync_irq covers the handler, so the playback table is fine; the capture table is
 * not, because synchronize_irq() does not wait for works.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *playback;
	struct snd_pcm_substream *capture;
	struct work_struct work;
	int irq;
};

static irqreturn_t siskin_interrupt(int irq, void *dev_id)
{
	struct siskin *chip = dev_id;

	if (chip->playback)
		snd_pcm_period_elapsed(chip->playback);
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void siskin_work(struct work_struct *work)
{
	struct siskin *chip = container_of(work, struct siskin, work);

	if (chip->capture)
		snd_pcm_period_elapsed(chip->capture);
}

static int siskin_playback_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->playback = substream;
	return 0;
}

static int siskin_playback_close(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->playback = NULL;
	return 0;
}

static int siskin_capture_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->capture = substream;
	return 0;
}

static int siskin_capture_close(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->capture = NULL;
	return 0;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t siskin_pointer(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops siskin_playback_ops = { /* status synced */ /* context irq siskin_interrupt */
	.open = siskin_playback_open,
	.close = siskin_playback_close,
	.trigger = siskin_trigger,
	.pointer = siskin_pointer,
};

static const struct snd_pcm_ops siskin_capture_ops = { /* want PCM002 */ /* context work siskin_work */
	.open = siskin_capture_open,
	.close = siskin_capture_close,
	.trigger = siskin_trigger,
	.pointer = siskin_pointer,
};

int siskin_create(struct siskin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "siskin", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &siskin_capture_ops);
	INIT_WORK(&chip->work, siskin_work);
	err = request_irq(chip->irq, siskin_interrupt, IRQF_SHARED, "siskin", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return 0;
}

MODULE_LICENSE("GPL");
