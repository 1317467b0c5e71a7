// SPDX-License-Identifier: GPL-2.0
/*
 * Two parts of the chip, of one type, each with a function to call at the end of a period: the IRQ,
 * which the core knows, calls that of the playback part and the work item that of the capture part,
 * whose table waits for it. One function is stored by a helper.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct smew;

struct smew_stream {
	void (*end)(struct smew *chip);
	struct snd_pcm_substream *substream;
};

struct smew {
	void __iomem *regs;
	struct smew_stream playback, capture;
	struct work_struct work;
	int irq;
};

static void smew_playback_end(struct smew *chip)
{
	snd_pcm_period_elapsed(chip->playback.substream);
}

static void smew_capture_end(struct smew *chip)
{
	snd_pcm_period_elapsed(chip->capture.substream);
}

static irqreturn_t smew_interrupt(int irq, void *dev_id)
{
	struct smew *chip = dev_id;

	chip->playback.end(chip);
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void smew_work(struct work_struct *work)
{
	struct smew *chip = container_of(work, struct smew, work);
	struct smew_stream *stream = &chip->capture;

	stream->end(chip);
}

static int smew_playback_open(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	chip->playback.substream = substream;
	return 0;
}

static int smew_capture_open(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	chip->capture.substream = substream;
	return 0;
}

static int smew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t smew_pointer(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int smew_sync_stop(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops smew_playback_ops = { /* status synced */ /* context irq smew_interrupt */
	.open = smew_playback_open,
	.trigger = smew_trigger,
	.pointer = smew_pointer,
};

static const struct snd_pcm_ops smew_capture_ops = { /* status synced */ /* context work smew_work */
	.open = smew_capture_open,
	.sync_stop = smew_sync_stop,
	.trigger = smew_trigger,
	.pointer = smew_pointer,
};

static void smew_set_end(struct smew_stream *stream, void (*end)(struct smew *chip))
{
	stream->end = end;
}

int smew_create(struct smew *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "smew", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &smew_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &smew_capture_ops);
	INIT_WORK(&chip->work, smew_work);
	chip->playback.end = smew_playback_end;
	smew_set_end(&chip->capture, smew_capture_end);
	card->sync_irq = chip->irq;
	return request_irq(chip->irq, smew_interrupt, 0, "smew", chip);
}

MODULE_LICENSE("GPL");
