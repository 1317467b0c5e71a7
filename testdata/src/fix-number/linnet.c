// SPDX-License-Identifier: GPL-2.0
/* The number of the IRQ is in a local variable of the probe only: the struct that the handler is given gets a member for it,
 * which its comment describes as the others. */
#include <linux/interrupt.h>
#include <sound/soc.h>

/**
 * struct linnet - the state of one device
 * @regs:	where its registers are
 * @substream:	the stream that runs
 *		while it does
 */
struct linnet {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static irqreturn_t linnet_interrupt(int irq, void *data)
{
	struct linnet *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int linnet_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct linnet *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver linnet_component = { /* want PCM001 */
	.name = "linnet",
	.trigger = linnet_trigger,
};

static int linnet_probe(struct platform_device *pdev)
{
	struct linnet *chip;
	int irq, err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	err = devm_request_irq(&pdev->dev, irq, linnet_interrupt, 0, "linnet", chip);
	if (err)
		return err;

	return devm_snd_soc_register_component(&pdev->dev, &linnet_component, NULL, 0);
}

static struct platform_driver linnet_driver = {
	.probe = linnet_probe,
	.driver = { .name = "linnet" },
};
module_platform_driver(linnet_driver);
