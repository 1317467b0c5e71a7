// SPDX-License-Identifier: GPL-2.0
/* The request's own result overwrites the number: it is kept before. Members stand in columns. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct twite {
	void __iomem			*regs;
	struct snd_pcm_substream	*substream;
};

static irqreturn_t twite_interrupt(int irq, void *data)
{
	struct twite *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int twite_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct twite *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver twite_component = { /* want PCM001 */
	.name = "twite",
	.trigger = twite_trigger,
};

static int twite_probe(struct platform_device *pdev)
{
	struct twite *chip;
	int ret;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	ret = platform_get_irq(pdev, 0);
	if (ret < 0)
		return ret;
	ret = devm_request_irq(&pdev->dev, ret, twite_interrupt, 0, "twite", chip);
	if (ret)
		return ret;

	return devm_snd_soc_register_component(&pdev->dev, &twite_component, NULL, 0);
}

static struct platform_driver twite_driver = {
	.probe = twite_probe,
	.driver = { .name = "twite" },
};
module_platform_driver(twite_driver);
