// SPDX-License-Identifier: GPL-2.0
/* The function that requests has the PCI device from a member of the driver's struct: so has .sync_stop. */
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/soc.h>

struct chaffinch {
	struct device *dev;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
};

static irqreturn_t chaffinch_interrupt(int irq, void *data)
{
	struct chaffinch *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int chaffinch_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct chaffinch *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver chaffinch_component = { /* want PCM001 */
	.name = "chaffinch",
	.trigger = chaffinch_trigger,
};

static int chaffinch_acquire(struct chaffinch *chip)
{
	struct pci_dev *pci = to_pci_dev(chip->dev);

	return devm_request_irq(chip->dev, pci->irq, chaffinch_interrupt, 0, "chaffinch", chip);
}

int chaffinch_create(struct chaffinch *chip, struct pci_dev *pci)
{
	int err;

	chip->dev = &pci->dev;
	err = chaffinch_acquire(chip);
	if (err)
		return err;
	return devm_snd_soc_register_component(chip->dev, &chaffinch_component, NULL, 0);
}
