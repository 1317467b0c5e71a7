// SPDX-License-Identifier: GPL-2.0
/* A component driver with only .pointer and .sync_stop: the core waits through it. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/pcm.h>
#include <sound/soc.h>

struct phalarope {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t phalarope_interrupt(int irq, void *dev_id)
{
	struct phalarope *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static snd_pcm_uframes_t phalarope_pointer(struct snd_soc_component *component,
					struct snd_pcm_substream *substream)
{
	struct phalarope *chip = snd_soc_component_get_drvdata(component);

	return readl(chip->regs + 4);
}

static int phalarope_dai_startup(struct snd_pcm_substream *substream, struct snd_soc_dai *dai)
{
	struct phalarope *chip = snd_soc_dai_get_drvdata(dai);

	chip->substream = substream;
	return 0;
}

static int phalarope_dai_trigger(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai)
{
	struct phalarope *chip = snd_soc_dai_get_drvdata(dai);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_dai_ops phalarope_dai_ops = {
	.startup = phalarope_dai_startup,
	.trigger = phalarope_dai_trigger,
};

static struct snd_soc_dai_driver phalarope_dai = {
	.name = "phalarope",
	.ops = &phalarope_dai_ops,
};

static int phalarope_sync_stop(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct phalarope *chip = snd_soc_component_get_drvdata(component);

	synchronize_irq(chip->irq);
	return 0;
}

static const struct snd_soc_component_driver phalarope_component = { /* status synced */ /* context irq phalarope_interrupt */
	.name = "phalarope",
	.sync_stop = phalarope_sync_stop,
	.pointer = phalarope_pointer,
};

static int phalarope_probe(struct platform_device *pdev)
{
	struct phalarope *chip;
	int err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	chip->irq = platform_get_irq(pdev, 0);
	err = devm_request_irq(&pdev->dev, chip->irq, phalarope_interrupt, 0, "phalarope", chip);
	if (err < 0)
		return err;
	return devm_snd_soc_register_component(&pdev->dev, &phalarope_component, &phalarope_dai, 1);
}

static struct platform_driver phalarope_driver = {
	.driver.name = "phalarope",
	.probe = phalarope_probe,
};
module_platform_driver(phalarope_driver);

MODULE_LICENSE("GPL");
