// SPDX-License-Identifier: GPL-2.0
/*
 * Two unrelated structs have a field called notify. The IRQ handler calls the one of the mixer,
 * which raises a control event; the one of the stream is set to a function that ends a period, and
 * only trigger calls it. Joining the two by name would invent an IRQ context.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/control.h>
#include <sound/pcm.h>

struct wren_mixer {
	void (*notify)(struct wren_mixer *mixer);
	struct snd_card *card;
};

struct wren_stream {
	void (*notify)(struct wren_stream *stream);
	struct snd_pcm_substream *substream;
};

struct wren {
	void __iomem *regs;
	struct wren_mixer mixer;
	struct wren_stream stream;
	int irq;
};

static void wren_mixer_notify(struct wren_mixer *mixer)
{
	snd_ctl_notify(mixer->card, SNDRV_CTL_EVENT_MASK_VALUE, NULL);
}

static void wren_stream_notify(struct wren_stream *stream)
{
	snd_pcm_period_elapsed_under_stream_lock(stream->substream);
}

static irqreturn_t wren_interrupt(int irq, void *dev_id)
{
	struct wren *chip = dev_id;

	chip->mixer.notify(&chip->mixer);
	return IRQ_HANDLED;
}

static int wren_open(struct snd_pcm_substream *substream)
{
	struct wren *chip = snd_pcm_substream_chip(substream);

	chip->stream.substream = substream;
	return 0;
}

static int wren_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wren *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	if (cmd == SNDRV_PCM_TRIGGER_START)
		chip->stream.notify(&chip->stream);
	return 0;
}

static snd_pcm_uframes_t wren_pointer(struct snd_pcm_substream *substream)
{
	struct wren *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops wren_ops = { /* status no-async */
	.open = wren_open,
	.trigger = wren_trigger,
	.pointer = wren_pointer,
};

int wren_create(struct wren *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "wren", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wren_ops);
	chip->mixer.notify = wren_mixer_notify;
	chip->stream.notify = wren_stream_notify;
	return request_irq(chip->irq, wren_interrupt, IRQF_SHARED, "wren", chip);
}

MODULE_LICENSE("GPL");
