// SPDX-License-Identifier: GPL-2.0
/* snd_pcm_period_elapsed() itself is handed to a function that is not at hand, to be called back. */
#include <linux/device.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct device *dev;
};

int bus_notify_periods(struct device *dev, void (*period)(void *data), void *data);

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
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

static int siskin_prepare(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	return bus_notify_periods(chip->dev, (void (*)(void *))snd_pcm_period_elapsed, substream);
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM002 */ /* context callback snd_pcm_period_elapsed */
	.prepare = siskin_prepare,
	.open = siskin_open,
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
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	return 0;
}

MODULE_LICENSE("GPL");
