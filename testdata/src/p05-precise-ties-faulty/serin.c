// SPDX-License-Identifier: GPL-2.0
/*
 * As siskin, but without card->sync_irq: the playback table waits for no handler, the capture
 * table for no work. Neither table gets the finding of the other.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct serin {
	void __iomem *regs;
	struct snd_pcm_substream *playback;
	struct snd_pcm_substream *capture;
	struct work_struct work;
	int irq;
};

static irqreturn_t serin_interrupt(int irq, void *dev_id)
{
	struct serin *chip = dev_id;

	if (chip->playback)
		snd_pcm_period_elapsed(chip->playback);
	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static void serin_work(struct work_struct *work)
{
	struct serin *chip = container_of(work, struct serin, work);

	if (chip->capture)
		snd_pcm_period_elapsed(chip->capture);
}

static int serin_playback_open(struct snd_pcm_substream *substream)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	chip->playback = substream;
	return 0;
}

static int serin_playback_close(struct snd_pcm_substream *substream)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	chip->playback = NULL;
	return 0;
}

static int serin_capture_open(struct snd_pcm_substream *substream)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	chip->capture = substream;
	return 0;
}

static int serin_capture_close(struct snd_pcm_substream *substream)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	chip->capture = NULL;
	return 0;
}

static int serin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t serin_pointer(struct snd_pcm_substream *substream)
{
	struct serin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops serin_playback_ops = { /* want PCM001 */ /* context irq serin_interrupt */
	.open = serin_playback_open,
	.close = serin_playback_close,
	.trigger = serin_trigger,
	.pointer = serin_pointer,
};

static const struct snd_pcm_ops serin_capture_ops = { /* want PCM002 */ /* context work serin_work */
	.open = serin_capture_open,
	.close = serin_capture_close,
	.trigger = serin_trigger,
	.pointer = serin_pointer,
};

int serin_create(struct serin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "serin", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &serin_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &serin_capture_ops);
	INIT_WORK(&chip->work, serin_work);
	return request_irq(chip->irq, serin_interrupt, IRQF_SHARED, "serin", chip);
}

MODULE_LICENSE("GPL");
