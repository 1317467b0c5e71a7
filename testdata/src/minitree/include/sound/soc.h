/* SPDX-License-Identifier: GPL-2.0 */
/* ASoC components and DAIs. */
#pragma once

#include <linux/platform_device.h>
#include <sound/pcm.h>

struct snd_soc_component;
struct snd_soc_dai;

struct snd_soc_component_driver {
	const char *name;
	int (*probe)(struct snd_soc_component *component);
	int (*open)(struct snd_soc_component *component, struct snd_pcm_substream *substream);
	int (*hw_free)(struct snd_soc_component *component, struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd);
	int (*sync_stop)(struct snd_soc_component *component, struct snd_pcm_substream *substream);
	snd_pcm_uframes_t (*pointer)(struct snd_soc_component *component,
				     struct snd_pcm_substream *substream);
};

struct snd_soc_dai_ops {
	int (*startup)(struct snd_pcm_substream *substream, struct snd_soc_dai *dai);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai);
};

struct snd_soc_dai_driver {
	const char *name;
	const struct snd_soc_dai_ops *ops;
};

void *snd_soc_component_get_drvdata(struct snd_soc_component *component);
void *snd_soc_dai_get_drvdata(struct snd_soc_dai *dai);
int devm_snd_soc_register_component(struct device *dev,
				    const struct snd_soc_component_driver *driver,
				    struct snd_soc_dai_driver *dai, int num_dai);
