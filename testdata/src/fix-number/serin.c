// SPDX-License-Identifier: GPL-2.0
/* The struct has a member irq already, which is something else: the new one has another name. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct serin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	u32 irq; /* the device's status */
};

static irqreturn_t serin_interrupt(int irq, void *data)
{
	struct serin *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int serin_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct serin *chip = snd_soc_component_get_drvdata(component);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_soc_component_driver serin_component = { /* want PCM001 */
	.name = "serin",
	.trigger = serin_trigger,
};

static int serin_probe(struct platform_device *pdev)
{
	struct serin *chip;
	int irq, err;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	irq = platform_get_irq(pdev, 0);
	if (irq < 0)
		return irq;
	err = devm_request_irq(&pdev->dev, irq, serin_interrupt, 0, "serin", chip);
	if (err)
		return err;

	return devm_snd_soc_register_component(&pdev->dev, &serin_component, NULL, 0);
}

static struct platform_driver serin_driver = {
	.probe = serin_probe,
	.driver = { .name = "serin" },
};
module_platform_driver(serin_driver);
