// SPDX-License-Identifier: GPL-2.0
/* Two IRQs for one struct: one member cannot keep both numbers. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct redpoll {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_pcm_substream *capture;
};

static irqreturn_t redpoll_interrupt(int irq, void *data)
{
	struct redpoll *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t redpoll_capture(int irq, void *data)
{
	struct redpoll *chip = data;

	snd_pcm_period_elapsed(chip->capture);
	return IRQ_HANDLED;
}

static int redpoll_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct redpoll *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver redpoll_component = { /* want PCM001 */
	.name = "redpoll",
	.trigger = redpoll_trigger,
};

static int redpoll_probe(struct platform_device *pdev)
{
	struct redpoll *chip;
	int irq, err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	err = devm_request_irq(&pdev->dev, irq, redpoll_interrupt, 0, "redpoll", chip);
	if (err)
		return err;
	irq = platform_get_irq(pdev, 1);
	if (irq < 0)
		return irq;
	err = devm_request_irq(&pdev->dev, irq, redpoll_capture, 0, "redpoll", chip);
	if (err)
		return err;

	return devm_snd_soc_register_component(&pdev->dev, &redpoll_component, NULL, 0);
}

static struct platform_driver redpoll_driver = {
	.probe = redpoll_probe,
	.driver = { .name = "redpoll" },
};
module_platform_driver(redpoll_driver);
