// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ is freed while the machine sleeps, and requested again: the number comes and goes with it. No variable is the
 * card, so the path to it is spelled.
 */
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dunlin {
	struct snd_card *card;
	struct pci_dev *pci;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t dunlin_interrupt(int irq, void *dev_id)
{
	struct dunlin *hw = dev_id;

	snd_pcm_period_elapsed(hw->substream);
	return IRQ_HANDLED;
}

static int dunlin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunlin *hw = snd_pcm_substream_chip(substream);

	hw->substream = substream;
	return 0;
}

static const struct snd_pcm_ops dunlin_ops = { /* want PCM001 */
	.trigger = dunlin_trigger,
};

static int dunlin_acquire(struct dunlin *hw)
{
	int err;

	if (hw->irq < 0) {
		err = request_irq(hw->pci->irq, dunlin_interrupt, IRQF_SHARED, KBUILD_MODNAME, hw);
		if (err < 0) {
			dev_err(hw->card->dev, "unable to grab IRQ %d\n", hw->pci->irq);
			return err;
		}
		hw->irq = hw->pci->irq;
	}
	return 0;
}

static int dunlin_suspend(struct device *dev)
{
	struct dunlin *hw = dev_get_drvdata(dev);

	if (hw->irq >= 0) {
		free_irq(hw->irq, hw);
		hw->irq = -1;
	}
	return 0;
}

static int dunlin_resume(struct device *dev)
{
	return dunlin_acquire(dev_get_drvdata(dev));
}

static DEFINE_SIMPLE_DEV_PM_OPS(dunlin_pm, dunlin_suspend, dunlin_resume);

static int dunlin_dev_free(struct snd_device *device)
{
	struct dunlin *hw = device->device_data;

	if (hw->irq >= 0) {
		free_irq(hw->irq, hw);
		hw->irq = -1; /* gone for good: nobody asks the card any more */
	}
	return 0;
}

static const struct snd_device_ops dunlin_dev_ops = {
	.dev_free = dunlin_dev_free,
};

int dunlin_create(struct snd_card *card, struct pci_dev *pci)
{
	struct dunlin *hw = card->private_data;
	struct snd_pcm *pcm;
	int err;

	hw->card = card;
	hw->pci = pci;
	hw->irq = -1;
	err = dunlin_acquire(hw);
	if (err < 0)
		return err;
	err = snd_device_new(card, SNDRV_DEV_LOWLEVEL, hw, &dunlin_dev_ops);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "dunlin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = hw;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunlin_ops);
	return 0;
}
