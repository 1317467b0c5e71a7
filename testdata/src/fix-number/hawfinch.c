// SPDX-License-Identifier: GPL-2.0
/* An array of no fixed length ends the struct: nothing can stand behind it. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct hawfinch {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	u32 saved[];
};

static irqreturn_t hawfinch_interrupt(int irq, void *data)
{
	struct hawfinch *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int hawfinch_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct hawfinch *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver hawfinch_component = { /* want PCM001 */
	.name = "hawfinch",
	.trigger = hawfinch_trigger,
};

static int hawfinch_probe(struct platform_device *pdev)
{
	struct hawfinch *chip;
	int irq, err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	err = devm_request_irq(&pdev->dev, irq, hawfinch_interrupt, 0, "hawfinch", chip);
	if (err)
		return err;

	return devm_snd_soc_register_component(&pdev->dev, &hawfinch_component, NULL, 0);
}

static struct platform_driver hawfinch_driver = {
	.probe = hawfinch_probe,
	.driver = { .name = "hawfinch" },
};
module_platform_driver(hawfinch_driver);
