// SPDX-License-Identifier: GPL-2.0
/* As stonechat, but the pointer to the device goes before the card does, which may have a stream to wait for. */
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct whinchat {
	struct pci_dev *pci;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
};

static irqreturn_t whinchat_interrupt(int irq, void *data)
{
	struct whinchat *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int whinchat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct whinchat *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops whinchat_ops = { /* want PCM001 */
	.trigger = whinchat_trigger,
};

static int whinchat_sound(struct whinchat *chip)
{
	struct snd_pcm *pcm;
	int err = snd_card_new(&chip->pci->dev, -1, NULL, THIS_MODULE, 0, &chip->card);

	if (err < 0)
		return err;
	err = snd_pcm_new(chip->card, "whinchat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whinchat_ops);
	return snd_card_register(chip->card);
}

static int whinchat_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct whinchat *chip = kzalloc(sizeof(*chip), GFP_KERNEL);
	int err;

	if (!chip)
		return -ENOMEM;
	chip->pci = pci;
	if (whinchat_sound(chip) < 0)
		dev_warn(&pci->dev, "no sound");
	err = request_irq(pci->irq, whinchat_interrupt, IRQF_SHARED, "whinchat", chip);
	if (err < 0)
		return err;
	pci_set_drvdata(pci, chip);
	return 0;
}

static void whinchat_remove(struct pci_dev *pci)
{
	struct whinchat *chip = pci_get_drvdata(pci);

	chip->pci = NULL;
	snd_card_free(chip->card);
}

static struct pci_driver whinchat_driver = {
	.name = "whinchat",
	.probe = whinchat_probe,
	.remove = whinchat_remove,
};
module_pci_driver(whinchat_driver);
