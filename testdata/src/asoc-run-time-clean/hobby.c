// SPDX-License-Identifier: GPL-2.0
/* A component driver that is filled at run time, .sync_stop with the rest. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>
#include <sound/soc.h>

struct hobby {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct period_work;
	struct snd_soc_component_driver plat_drv;
	bool verbose;
};

static void hobby_period_work(struct work_struct *work)
{
	struct hobby *chip = container_of(work, struct hobby, period_work);

	snd_pcm_period_elapsed(chip->substream);
}

static int hobby_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_soc_component_get_drvdata(component);

	chip->substream = substream;
	return 0;
}

static int hobby_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct hobby *chip = snd_soc_component_get_drvdata(component);

	writel(cmd, chip->regs);
	return 0;
}

static snd_pcm_uframes_t hobby_pointer(struct snd_soc_component *component,
					struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_soc_component_get_drvdata(component);

	return readl(chip->regs + 4);
}

static int hobby_sync_stop(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_soc_component_get_drvdata(component);

	cancel_work_sync(&chip->period_work);
	return 0;
}

static void hobby_fill(struct hobby *chip)
{
	struct snd_soc_component_driver *pd = &chip->plat_drv;

	pd->name = "hobby";
	pd->open = hobby_open;
	pd->trigger = hobby_trigger;
	pd->pointer = hobby_pointer;
	pd->sync_stop = hobby_sync_stop;
}

static int hobby_probe(struct platform_device *pdev)
{
	struct hobby *chip;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	INIT_WORK(&chip->period_work, hobby_period_work);
	hobby_fill(chip);
	return devm_snd_soc_register_component(&pdev->dev, &chip->plat_drv, NULL, 0);
}

static struct platform_driver hobby_driver = {
	.driver.name = "hobby",
	.probe = hobby_probe,
};
module_platform_driver(hobby_driver);

MODULE_LICENSE("GPL");
