// SPDX-License-Identifier: GPL-2.0
/*
 * A component driver that is filled at run time, .sync_stop only under an if: not judged, so no
 * finding.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>
#include <sound/soc.h>

struct kestrel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct period_work;
	struct snd_soc_component_driver plat_drv;
	bool verbose;
};

static void kestrel_period_work(struct work_struct *work)
{
	struct kestrel *chip = container_of(work, struct kestrel, period_work);

	snd_pcm_period_elapsed(chip->substream);
}

static int kestrel_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_soc_component_get_drvdata(component);

	chip->substream = substream;
	return 0;
}

static int kestrel_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct kestrel *chip = snd_soc_component_get_drvdata(component);

	writel(cmd, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kestrel_pointer(struct snd_soc_component *component,
					struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_soc_component_get_drvdata(component);

	return readl(chip->regs + 4);
}

static int kestrel_sync_stop(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_soc_component_get_drvdata(component);

	cancel_work_sync(&chip->period_work);
	return 0;
}

static void kestrel_fill(struct kestrel *chip)
{
	struct snd_soc_component_driver *pd = &chip->plat_drv;

	pd->name = "kestrel";
	pd->open = kestrel_open;
	pd->trigger = kestrel_trigger;
	pd->pointer = kestrel_pointer;
	if (chip->verbose)
		pd->sync_stop = kestrel_sync_stop;
}

static int kestrel_probe(struct platform_device *pdev)
{
	struct kestrel *chip;

	chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	platform_set_drvdata(pdev, chip);
	INIT_WORK(&chip->period_work, kestrel_period_work);
	kestrel_fill(chip);
	return devm_snd_soc_register_component(&pdev->dev, &chip->plat_drv, NULL, 0);
}

static struct platform_driver kestrel_driver = {
	.driver.name = "kestrel",
	.probe = kestrel_probe,
};
module_platform_driver(kestrel_driver);

MODULE_LICENSE("GPL");
