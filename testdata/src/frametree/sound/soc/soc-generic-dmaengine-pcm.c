// SPDX-License-Identifier: GPL-2.0
/*
 * Two tables of the framework itself. No driver is linked with them, and the core's completion ends their periods: they
 * are found for the tree, for their folder and for this file alone.
 */
#include <linux/module.h>
#include <sound/dmaengine_pcm.h>
#include <sound/soc.h>

static int generic_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return snd_dmaengine_pcm_trigger(substream, cmd);
}

static const struct snd_soc_component_driver generic_plain = { /* want PCM002 */ /* context dma transfer_done */
	.name = "generic-plain",
	.trigger = generic_trigger,
};

static const struct snd_soc_component_driver generic_process = { /* want PCM002 */ /* context dma transfer_done */
	.name = "generic-process",
	.trigger = generic_trigger,
};

int snd_dmaengine_pcm_register(struct device *dev, int process)
{
	return snd_soc_register_component(dev, process ? &generic_process : &generic_plain);
}
EXPORT_SYMBOL_GPL(snd_dmaengine_pcm_register);
