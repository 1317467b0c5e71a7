// SPDX-License-Identifier: GPL-2.0
/*
 * Playback and capture are two parts of one struct, of one type, and share the functions that keep
 * and read the substream. Each has an IRQ of its own, which is not the other one's.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct shelduck_stream {
	struct snd_pcm_substream *substream;
	unsigned int offset;
};

struct shelduck {
	void __iomem *regs;
	struct shelduck_stream playback, capture;
	int tx_irq, rx_irq;
};

static void shelduck_update(struct shelduck *chip, struct shelduck_stream *stream)
{
	writel(0, chip->regs + stream->offset);
	snd_pcm_period_elapsed(stream->substream);
}

static irqreturn_t shelduck_tx(int irq, void *dev_id)
{
	struct shelduck *chip = dev_id;

	shelduck_update(chip, &chip->playback);
	return IRQ_HANDLED;
}

static irqreturn_t shelduck_rx(int irq, void *dev_id)
{
	struct shelduck *chip = dev_id;
	struct shelduck_stream *stream = &chip->capture;

	shelduck_update(chip, stream);
	return IRQ_HANDLED;
}

static int shelduck_keep(struct shelduck_stream *stream, struct snd_pcm_substream *substream)
{
	stream->substream = substream;
	return 0;
}

static int shelduck_playback_open(struct snd_pcm_substream *substream)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	return shelduck_keep(&chip->playback, substream);
}

static int shelduck_capture_open(struct snd_pcm_substream *substream)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	return shelduck_keep(&chip->capture, substream);
}

static int shelduck_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t shelduck_pointer(struct snd_pcm_substream *substream)
{
	struct shelduck *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops shelduck_playback_ops = { /* want PCM001 */ /* context irq shelduck_tx */
	.open = shelduck_playback_open,
	.trigger = shelduck_trigger,
	.pointer = shelduck_pointer,
};

static const struct snd_pcm_ops shelduck_capture_ops = { /* want PCM001 */ /* context irq shelduck_rx */
	.open = shelduck_capture_open,
	.trigger = shelduck_trigger,
	.pointer = shelduck_pointer,
};

int shelduck_create(struct shelduck *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "shelduck", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &shelduck_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &shelduck_capture_ops);
	err = request_irq(chip->tx_irq, shelduck_tx, 0, "shelduck tx", chip);
	if (err < 0)
		return err;
	return request_irq(chip->rx_irq, shelduck_rx, 0, "shelduck rx", chip);
}

MODULE_LICENSE("GPL");
