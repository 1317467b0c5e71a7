// SPDX-License-Identifier: GPL-2.0
/* The driver goes on without a card, so that card->sync_irq cannot be set behind the request. The number is the device's, which
 * the driver forgets only when there are no streams any more. */
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct stonechat {
	struct pci_dev *pci;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
};

static irqreturn_t stonechat_interrupt(int irq, void *data)
{
	struct stonechat *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int stonechat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops stonechat_ops = { /* want PCM001 */
	.trigger = stonechat_trigger,
};

static int stonechat_sound(struct stonechat *chip)
{
	struct snd_pcm *pcm;
	int err = snd_card_new(&chip->pci->dev, -1, NULL, THIS_MODULE, 0, &chip->card);

	if (err < 0)
		return err;
	err = snd_pcm_new(chip->card, "stonechat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stonechat_ops);
	return snd_card_register(chip->card);
}

static int stonechat_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct stonechat *chip = kzalloc(sizeof(*chip), GFP_KERNEL);
	int err;

	if (!chip)
		return -ENOMEM;
	chip->pci = pci;
	if (stonechat_sound(chip) < 0)
		dev_warn(&pci->dev, "no sound");
	err = request_irq(pci->irq, stonechat_interrupt, IRQF_SHARED, "stonechat", chip);
	if (err < 0)
		return err;
	pci_set_drvdata(pci, chip);
	return 0;
}

static void stonechat_remove(struct pci_dev *pci)
{
	struct stonechat *chip = pci_get_drvdata(pci);

	snd_card_free(chip->card);
	chip->pci = NULL;
}

static struct pci_driver stonechat_driver = {
	.name = "stonechat",
	.probe = stonechat_probe,
	.remove = stonechat_remove,
};
module_pci_driver(stonechat_driver);
