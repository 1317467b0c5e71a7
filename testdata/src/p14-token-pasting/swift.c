// SPDX-License-Identifier: GPL-2.0
/*
 * A macro makes the two interrupt handlers by pasting their names together, and another one makes
 * the elapsed call.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct swift {
	void __iomem *regs;
	struct snd_pcm_substream *playback;
	struct snd_pcm_substream *capture;
	int irq[2];
};

#define swift_period(chip, dir) \
	do { \
		if ((chip)->dir) \
			snd_pcm_period_elapsed((chip)->dir); \
	} while (0)

#define SWIFT_HANDLER(dir) \
static irqreturn_t swift_##dir##_interrupt(int irq, void *dev_id) \
{ \
	struct swift *chip = dev_id; \
	swift_period(chip, dir); \
	return IRQ_HANDLED; \
}

SWIFT_HANDLER(playback)
SWIFT_HANDLER(capture)

static int swift_playback_open(struct snd_pcm_substream *substream)
{
	struct swift *chip = snd_pcm_substream_chip(substream);

	chip->playback = substream;
	return 0;
}

static int swift_playback_close(struct snd_pcm_substream *substream)
{
	struct swift *chip = snd_pcm_substream_chip(substream);

	chip->playback = NULL;
	return 0;
}

static int swift_capture_open(struct snd_pcm_substream *substream)
{
	struct swift *chip = snd_pcm_substream_chip(substream);

	chip->capture = substream;
	return 0;
}

static int swift_capture_close(struct snd_pcm_substream *substream)
{
	struct swift *chip = snd_pcm_substream_chip(substream);

	chip->capture = NULL;
	return 0;
}

static int swift_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct swift *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t swift_pointer(struct snd_pcm_substream *substream)
{
	struct swift *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops swift_playback_ops = { /* want PCM001 */ /* context irq swift_playback_interrupt */
	.open = swift_playback_open,
	.close = swift_playback_close,
	.trigger = swift_trigger,
	.pointer = swift_pointer,
};

static const struct snd_pcm_ops swift_capture_ops = { /* want PCM001 */ /* context irq swift_capture_interrupt */
	.open = swift_capture_open,
	.close = swift_capture_close,
	.trigger = swift_trigger,
	.pointer = swift_pointer,
};

int swift_create(struct swift *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "swift", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &swift_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &swift_capture_ops);
	err = request_irq(chip->irq[0], swift_playback_interrupt, 0, "swift out", chip);
	if (err < 0)
		return err;
	return request_irq(chip->irq[1], swift_capture_interrupt, 0, "swift in", chip);
}

MODULE_LICENSE("GPL");
