// SPDX-License-Identifier: GPL-2.0
/*
 * One request with two functions: the hard handler ends periods of the capture stream, the thread
 * those of the playback stream. Each table is tied to its own context.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct oriole {
	void __iomem *regs;
	struct snd_pcm_substream *playback;
	struct snd_pcm_substream *capture;
	int irq;
};

static irqreturn_t oriole_interrupt(int irq, void *dev_id)
{
	struct oriole *chip = dev_id;

	if (chip->capture)
		snd_pcm_period_elapsed(chip->capture);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t oriole_thread(int irq, void *dev_id)
{
	struct oriole *chip = dev_id;

	if (chip->playback)
		snd_pcm_period_elapsed(chip->playback);
	return IRQ_HANDLED;
}

static int oriole_playback_open(struct snd_pcm_substream *substream)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	chip->playback = substream;
	return 0;
}

static int oriole_playback_close(struct snd_pcm_substream *substream)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	chip->playback = NULL;
	return 0;
}

static int oriole_capture_open(struct snd_pcm_substream *substream)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	chip->capture = substream;
	return 0;
}

static int oriole_capture_close(struct snd_pcm_substream *substream)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	chip->capture = NULL;
	return 0;
}

static int oriole_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t oriole_pointer(struct snd_pcm_substream *substream)
{
	struct oriole *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops oriole_playback_ops = { /* want PCM001 */ /* context threaded-irq oriole_thread */
	.open = oriole_playback_open,
	.close = oriole_playback_close,
	.trigger = oriole_trigger,
	.pointer = oriole_pointer,
};

static const struct snd_pcm_ops oriole_capture_ops = { /* want PCM001 */ /* context irq oriole_interrupt */
	.open = oriole_capture_open,
	.close = oriole_capture_close,
	.trigger = oriole_trigger,
	.pointer = oriole_pointer,
};

int oriole_create(struct oriole *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "oriole", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &oriole_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &oriole_capture_ops);
	return request_threaded_irq(chip->irq, oriole_interrupt, oriole_thread, 0, "oriole", chip);
}

MODULE_LICENSE("GPL");
