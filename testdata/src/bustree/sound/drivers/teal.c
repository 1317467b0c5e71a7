// SPDX-License-Identifier: GPL-2.0
/* A card on the perch bus: what runs is the work item of the bus. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/perch.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct teal {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static void teal_event(struct perch_device *dev, u32 event)
{
	struct teal *chip = dev->private_data;

	snd_pcm_period_elapsed(chip->substream);
}

static int teal_open(struct snd_pcm_substream *substream)
{
	struct teal *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int teal_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct teal *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t teal_pointer(struct snd_pcm_substream *substream)
{
	struct teal *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops teal_ops = { /* want PCM002 */ /* context work perch_rx */
	.open = teal_open,
	.trigger = teal_trigger,
	.pointer = teal_pointer,
};

static int teal_probe(struct perch_device *dev)
{
	struct teal *chip = dev->private_data;
	struct snd_card *card;
	struct snd_pcm *pcm;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "teal", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &teal_ops);
	return snd_card_register(card);
}

static struct perch_driver teal_driver = {
	.probe = teal_probe,
	.callback = teal_event,
};
module_perch_driver(teal_driver);

MODULE_LICENSE("GPL");
