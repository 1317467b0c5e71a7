// SPDX-License-Identifier: GPL-2.0
/*
 * Tables without a variable of their own: a compound literal that is attached where it stands, and
 * one that an array of pointers points to.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct turnstone {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t turnstone_interrupt(int irq, void *dev_id)
{
	struct turnstone *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int turnstone_open(struct snd_pcm_substream *substream)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int turnstone_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t turnstone_pointer(struct snd_pcm_substream *substream)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops *const turnstone_tables[] = {
	&(const struct snd_pcm_ops) { /* want PCM001 */
		.open = turnstone_open,
		.trigger = turnstone_trigger,
		.pointer = turnstone_pointer,
	},
};

int turnstone_create(struct turnstone *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "turnstone", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, turnstone_tables[0]);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &(const struct snd_pcm_ops) { /* want PCM001 */
		.open = turnstone_open,
		.trigger = turnstone_trigger,
		.pointer = turnstone_pointer,
	});
	return request_irq(chip->irq, turnstone_interrupt, 0, "turnstone", chip);
}

MODULE_LICENSE("GPL");
