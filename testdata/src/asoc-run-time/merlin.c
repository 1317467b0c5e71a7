// SPDX-License-Identifier: GPL-2.0
/*
 * The component driver is a member of the chip and is filled at run time, field by field, without
 * .sync_stop; hw_free waits by hand instead.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>
#include <sound/soc.h>

struct merlin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct period_work;
	struct snd_soc_component_driver plat_drv;
	bool verbose;
};

static void merlin_period_work(struct work_struct *work)
{
	struct merlin *chip = container_of(work, struct merlin, period_work);

	snd_pcm_period_elapsed(chip->substream);
}

static int merlin_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_soc_component_get_drvdata(component);

	chip->substream = substream;
	return 0;
}

static int merlin_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct merlin *chip = snd_soc_component_get_drvdata(component);

	writel(cmd, chip->regs);
	return 0;
}

static snd_pcm_uframes_t merlin_pointer(struct snd_soc_component *component,
					struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_soc_component_get_drvdata(component);

	return readl(chip->regs + 4);
}

static int merlin_hw_free(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_soc_component_get_drvdata(component);

	cancel_work_sync(&chip->period_work); /* want PCM003 */
	return 0;
}

static void merlin_fill(struct merlin *chip) /* want PCM002 in block */
{
	struct snd_soc_component_driver *pd = &chip->plat_drv;

	pd->name = "merlin";
	pd->open = merlin_open;
	pd->trigger = merlin_trigger;
	pd->pointer = merlin_pointer;
	pd->hw_free = merlin_hw_free;
}

static int merlin_probe(struct platform_device *pdev)
{
	struct merlin *chip;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	INIT_WORK(&chip->period_work, merlin_period_work);
	merlin_fill(chip);
	return devm_snd_soc_register_component(&pdev->dev, &chip->plat_drv, NULL, 0);
}

static struct platform_driver merlin_driver = {
	.driver.name = "merlin",
	.probe = merlin_probe,
};
module_platform_driver(merlin_driver);

MODULE_LICENSE("GPL");
