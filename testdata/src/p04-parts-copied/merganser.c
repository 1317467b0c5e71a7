// SPDX-License-Identifier: GPL-2.0
/* The handler counts a pointer up to the part where the function is stored. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct merganser_stream {
	void (*end)(struct snd_pcm_substream *substream);
	struct snd_pcm_substream *substream;
};

struct merganser {
	void __iomem *regs;
	struct merganser_stream first, second, many[2];
	int irq;
};

static void merganser_end(struct snd_pcm_substream *substream)
{
	snd_pcm_period_elapsed(substream);
}

static irqreturn_t merganser_interrupt(int irq, void *dev_id)
{
	struct merganser *chip = dev_id;
	struct merganser_stream *stream = &chip->many[0];

	stream++;
	stream->end(stream->substream);
	return IRQ_HANDLED;
}

static int merganser_open(struct snd_pcm_substream *substream)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	chip->many[1].substream = substream;
	return 0;
}

static int merganser_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t merganser_pointer(struct snd_pcm_substream *substream)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops merganser_ops = { /* want PCM001 */ /* context irq merganser_interrupt */
	.open = merganser_open,
	.trigger = merganser_trigger,
	.pointer = merganser_pointer,
};

int merganser_create(struct merganser *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "merganser", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &merganser_ops);
	chip->many[1].end = merganser_end;
	return request_irq(chip->irq, merganser_interrupt, 0, "merganser", chip);
}

MODULE_LICENSE("GPL");
