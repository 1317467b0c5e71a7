/* SPDX-License-Identifier: GPL-2.0 */
/* ASoC. */
#pragma once

#include <sound/pcm.h>

struct snd_soc_component;

struct snd_soc_component_driver {
	const char *name;
	int (*trigger)(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd);
};

int snd_soc_register_component(struct device *dev, const struct snd_soc_component_driver *driver);
