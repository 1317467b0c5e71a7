// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ, which the core knows, ends periods of one part of the chip, a work item those of the
 * other, and the table of that one waits for it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct garganey_codec {
	struct snd_pcm_substream *substream;
};

struct garganey {
	void __iomem *regs;
	struct garganey_codec codec[2];
	struct work_struct work;
	int irq;
};

static irqreturn_t garganey_interrupt(int irq, void *dev_id)
{
	struct garganey *chip = dev_id;

	snd_pcm_period_elapsed(chip->codec[SNDRV_PCM_STREAM_PLAYBACK].substream);
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void garganey_work(struct work_struct *work)
{
	struct garganey *chip = container_of(work, struct garganey, work);

	snd_pcm_period_elapsed(chip->codec[SNDRV_PCM_STREAM_CAPTURE].substream);
}

static int garganey_playback_open(struct snd_pcm_substream *substream)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	chip->codec[SNDRV_PCM_STREAM_PLAYBACK].substream = substream;
	return 0;
}

static int garganey_capture_open(struct snd_pcm_substream *substream)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);
	struct garganey_codec *codec = &chip->codec[SNDRV_PCM_STREAM_CAPTURE];

	codec->substream = substream;
	return 0;
}

static int garganey_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t garganey_pointer(struct snd_pcm_substream *substream)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int garganey_sync_stop(struct snd_pcm_substream *substream)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops garganey_playback_ops = { /* status synced */ /* context irq garganey_interrupt */
	.open = garganey_playback_open,
	.trigger = garganey_trigger,
	.pointer = garganey_pointer,
};

static const struct snd_pcm_ops garganey_capture_ops = { /* status synced */ /* context work garganey_work */
	.open = garganey_capture_open,
	.sync_stop = garganey_sync_stop,
	.trigger = garganey_trigger,
	.pointer = garganey_pointer,
};

int garganey_create(struct garganey *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "garganey", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &garganey_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &garganey_capture_ops);
	INIT_WORK(&chip->work, garganey_work);
	card->sync_irq = chip->irq;
	return request_irq(chip->irq, garganey_interrupt, 0, "garganey", chip);
}

MODULE_LICENSE("GPL");
