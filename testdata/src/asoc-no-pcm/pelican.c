// SPDX-License-Identifier: GPL-2.0
/*
 * Two component drivers. The one for the codec has no PCM callbacks and is no table; the other one
 * has .pointer and is one.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/pcm.h>
#include <sound/soc.h>

struct pelican {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t pelican_interrupt(int irq, void *dev_id)
{
	struct pelican *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static snd_pcm_uframes_t pelican_pointer(struct snd_soc_component *component,
					struct snd_pcm_substream *substream)
{
	struct pelican *chip = snd_soc_component_get_drvdata(component);

	return readl(chip->regs + 4);
}

static int pelican_dai_startup(struct snd_pcm_substream *substream, struct snd_soc_dai *dai)
{
	struct pelican *chip = snd_soc_dai_get_drvdata(dai);

	chip->substream = substream;
	return 0;
}

static int pelican_dai_trigger(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai)
{
	struct pelican *chip = snd_soc_dai_get_drvdata(dai);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_dai_ops pelican_dai_ops = {
	.startup = pelican_dai_startup,
	.trigger = pelican_dai_trigger,
};

static struct snd_soc_dai_driver pelican_dai = {
	.name = "pelican",
	.ops = &pelican_dai_ops,
};

static int pelican_codec_probe(struct snd_soc_component *component)
{
	return 0;
}

static const struct snd_soc_component_driver pelican_codec = {
	.name = "pelican-codec",
	.probe = pelican_codec_probe,
	.idle_bias_on = 1,
	.endianness = 1,
};

static const struct snd_soc_component_driver pelican_component = { /* want PCM001 */ /* context irq pelican_interrupt */
	.name = "pelican",
	.pointer = pelican_pointer,
};

static int pelican_probe(struct platform_device *pdev)
{
	struct pelican *chip;
	int err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	chip->irq = platform_get_irq(pdev, 0);
	err = devm_request_irq(&pdev->dev, chip->irq, pelican_interrupt, 0, "pelican", chip);
	if (err < 0)
		return err;
	err = devm_snd_soc_register_component(&pdev->dev, &pelican_codec, NULL, 0);
	if (err < 0)
		return err;
	return devm_snd_soc_register_component(&pdev->dev, &pelican_component, &pelican_dai, 1);
}

static struct platform_driver pelican_driver = {
	.driver.name = "pelican",
	.probe = pelican_probe,
};
module_platform_driver(pelican_driver);

MODULE_LICENSE("GPL");
