// SPDX-License-Identifier: GPL-2.0
/* The compound literal has a .sync_stop. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct phalarope {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t phalarope_interrupt(int irq, void *dev_id)
{
	struct phalarope *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int phalarope_open(struct snd_pcm_substream *substream)
{
	struct phalarope *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int phalarope_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct phalarope *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t phalarope_pointer(struct snd_pcm_substream *substream)
{
	struct phalarope *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int phalarope_sync_stop(struct snd_pcm_substream *substream)
{
	struct phalarope *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

int phalarope_create(struct phalarope *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "phalarope", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &(const struct snd_pcm_ops) { /* status synced */
		.open = phalarope_open,
		.sync_stop = phalarope_sync_stop,
		.trigger = phalarope_trigger,
		.pointer = phalarope_pointer,
	});
	return request_irq(chip->irq, phalarope_interrupt, 0, "phalarope", chip);
}

MODULE_LICENSE("GPL");
