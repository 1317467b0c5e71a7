// SPDX-License-Identifier: GPL-2.0
/*
 * The handler gets the chip as the data of the device, and that is set when all is initialised: until then it finds no
 * chip, and leaves.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct brent {
	struct snd_pcm_substream *substream;
	spinlock_t lock;
};

static irqreturn_t brent_interrupt(int irq, void *dev_id)
{
	struct platform_device *pdev = dev_id;
	struct brent *chip = platform_get_drvdata(pdev);

	if (!chip)
		return IRQ_NONE;
	spin_lock(&chip->lock);
	snd_pcm_period_elapsed(chip->substream);
	spin_unlock(&chip->lock);
	return IRQ_HANDLED;
}

static int brent_open(struct snd_pcm_substream *substream)
{
	struct brent *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static const struct snd_pcm_ops brent_ops = { /* status synced */ /* context irq brent_interrupt */
	.open = brent_open,
};

int brent_create(struct platform_device *pdev, struct brent *chip, struct snd_card *card, struct snd_pcm *pcm, int irq)
{
	int err;

	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brent_ops);
	err = request_irq(irq, brent_interrupt, IRQF_SHARED, "brent", pdev);
	if (err < 0)
		return err;
	card->sync_irq = irq;
	spin_lock_init(&chip->lock);
	platform_set_drvdata(pdev, chip);
	return 0;
}

MODULE_LICENSE("GPL");
