// SPDX-License-Identifier: GPL-2.0
/*
 * ASoC's core registers what drivers and the generic component hand it.
 */
#include <linux/module.h>
#include <sound/soc.h>

int snd_soc_register_component(struct device *dev, const struct snd_soc_component_driver *driver)
{
	return driver->trigger ? 0 : -EINVAL;
}
EXPORT_SYMBOL_GPL(snd_soc_register_component);
