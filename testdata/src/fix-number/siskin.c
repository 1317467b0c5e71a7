// SPDX-License-Identifier: GPL-2.0
/* The handler is given the device, and gets the struct out of it. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static irqreturn_t siskin_interrupt(int irq, void *data)
{
	struct siskin *chip = platform_get_drvdata(data);

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int siskin_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver siskin_component = { /* want PCM001 */
	.name = "siskin",
	.trigger = siskin_trigger,
};

static int siskin_probe(struct platform_device *pdev)
{
	struct siskin *chip;
	int irq, err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	err = devm_request_irq(&pdev->dev, irq, siskin_interrupt, 0, "siskin", pdev);
	if (err)
		return err;

	return devm_snd_soc_register_component(&pdev->dev, &siskin_component, NULL, 0);
}

static struct platform_driver siskin_driver = {
	.probe = siskin_probe,
	.driver = { .name = "siskin" },
};
module_platform_driver(siskin_driver);
