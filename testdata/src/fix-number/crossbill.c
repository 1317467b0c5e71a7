// SPDX-License-Identifier: GPL-2.0
/* The IRQs of all ports are requested in a loop: there is no one number to keep. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct crossbill {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static irqreturn_t crossbill_interrupt(int irq, void *data)
{
	struct crossbill *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int crossbill_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct crossbill *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver crossbill_component = { /* want PCM001 */
	.name = "crossbill",
	.trigger = crossbill_trigger,
};

static int crossbill_probe(struct platform_device *pdev)
{
	struct crossbill *chip;
	int irq, err, i;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	for (i = 0; i < 4; i++) {
		irq = platform_get_irq(pdev, i);
		if (irq < 0)
			return irq;
		err = devm_request_irq(&pdev->dev, irq, crossbill_interrupt, 0, "crossbill", chip);
		if (err)
			return err;
	}

	return devm_snd_soc_register_component(&pdev->dev, &crossbill_component, NULL, 0);
}

static struct platform_driver crossbill_driver = {
	.probe = crossbill_probe,
	.driver = { .name = "crossbill" },
};
module_platform_driver(crossbill_driver);
