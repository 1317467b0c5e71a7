// SPDX-License-Identifier: GPL-2.0
/*
 * A lock in hw_free and prepare that the handler does not take is no wait, nor is a call of something
 * that is not at hand.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct stork {
	struct snd_pcm_substream *substream;
	spinlock_t lock;
	int irq;
};

void stork_firmware_halt(struct stork *chip);

static irqreturn_t stork_interrupt(int irq, void *dev_id)
{
	struct stork *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int stork_open(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int stork_wait(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static int stork_stop(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	spin_lock_irq(&chip->lock);
	stork_firmware_halt(chip);
	spin_unlock_irq(&chip->lock);
	return 0;
}

static const struct snd_pcm_ops stork_ops = { /* want PCM001 */
	.open = stork_open,
	.hw_free = stork_stop,
	.prepare = stork_stop,
	.close = stork_wait,
};

int stork_new(struct snd_card *card, struct stork *chip, struct pci_dev *pci)
{
	struct snd_pcm *pcm;
	int err;

	chip->irq = pci->irq;
	err = request_irq(chip->irq, stork_interrupt, IRQF_SHARED, "stork", chip);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "stork", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stork_ops);
	return 0;
}
MODULE_LICENSE("GPL");
