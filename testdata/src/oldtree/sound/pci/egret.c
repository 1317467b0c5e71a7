// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ handler ends periods and hw_free waits for it by hand. In a kernel without .sync_stop
 * that is right, but prepare, which a stopped stream goes to as well, does not.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct egret {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t egret_interrupt(int irq, void *dev_id)
{
	struct egret *chip = dev_id;

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int egret_open(struct snd_pcm_substream *substream)
{
	struct egret *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int egret_close(struct snd_pcm_substream *substream)
{
	struct egret *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int egret_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct egret *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t egret_pointer(struct snd_pcm_substream *substream)
{
	struct egret *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int egret_hw_free(struct snd_pcm_substream *substream)
{
	struct egret *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_pcm_ops egret_ops = { /* want PCM001 */
	.open = egret_open,
	.close = egret_close,
	.hw_free = egret_hw_free,
	.trigger = egret_trigger,
	.pointer = egret_pointer,
};

static int egret_probe(struct pci_dev *pci)
{
	struct snd_card *card;
	struct snd_pcm *pcm;
	struct egret *chip;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	chip = card->private_data;
	chip->regs = pci->bar;
	chip->irq = pci->irq;
	err = snd_pcm_new(card, "egret", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &egret_ops);
	err = request_irq(chip->irq, egret_interrupt, IRQF_SHARED, "egret", chip);
	if (err < 0)
		return err;
	return snd_card_register(card);
}

static struct pci_driver egret_driver = {
	.name = "egret",
	.probe = egret_probe,
};
module_pci_driver(egret_driver);

MODULE_LICENSE("GPL");
