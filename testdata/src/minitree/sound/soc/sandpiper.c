// SPDX-License-Identifier: GPL-2.0
/*
 * An ASoC component with .pointer only; starting and stopping is up to the DAI. The core asks the
 * component for .sync_stop, and it has none.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/soc.h>

struct sandpiper {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t sandpiper_interrupt(int irq, void *dev_id)
{
	struct sandpiper *chip = dev_id;

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static snd_pcm_uframes_t sandpiper_pointer(struct snd_soc_component *component,
					   struct snd_pcm_substream *substream)
{
	struct sandpiper *chip = snd_soc_component_get_drvdata(component);

	return readl(chip->regs + 4);
}

static const struct snd_soc_component_driver sandpiper_component = { /* want PCM001 */
	.name = "sandpiper",
	.pointer = sandpiper_pointer,
};

static int sandpiper_dai_startup(struct snd_pcm_substream *substream, struct snd_soc_dai *dai)
{
	struct sandpiper *chip = snd_soc_dai_get_drvdata(dai);

	chip->substream = substream;
	return 0;
}

static int sandpiper_dai_trigger(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai)
{
	struct sandpiper *chip = snd_soc_dai_get_drvdata(dai);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_dai_ops sandpiper_dai_ops = {
	.startup = sandpiper_dai_startup,
	.trigger = sandpiper_dai_trigger,
};

static struct snd_soc_dai_driver sandpiper_dai = {
	.name = "sandpiper",
	.ops = &sandpiper_dai_ops,
};

static int sandpiper_probe(struct platform_device *pdev)
{
	struct sandpiper *chip;
	int err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -12;
	chip->irq = platform_get_irq(pdev, 0);
	err = devm_request_irq(&pdev->dev, chip->irq, sandpiper_interrupt, 0, "sandpiper", chip);
	if (err < 0)
		return err;
	return devm_snd_soc_register_component(&pdev->dev, &sandpiper_component, &sandpiper_dai, 1);
}

static struct platform_driver sandpiper_driver = {
	.name = "sandpiper",
	.probe = sandpiper_probe,
};
module_platform_driver(sandpiper_driver);

MODULE_LICENSE("GPL");
