// SPDX-License-Identifier: GPL-2.0
/*
 * The component leaves starting and stopping to snd_dmaengine_pcm_trigger(). Nothing here says
 * elapsed: the DMA engine's completion in the PCM library does.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/dmaengine_pcm.h>
#include <sound/pcm.h>
#include <sound/soc.h>

static int teal_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_open_request_chan(substream, NULL, NULL);
}

static int teal_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return snd_dmaengine_pcm_trigger(substream, cmd);
}

static snd_pcm_uframes_t teal_pointer(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_pointer(substream);
}

static const struct snd_soc_component_driver teal_component = { /* want PCM002 */
	.name = "teal",
	.open = teal_open,
	.trigger = teal_trigger,
	.pointer = teal_pointer,
};

static int teal_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &teal_component, NULL, 0);
}

static struct platform_driver teal_driver = {
	.driver.name = "teal",
	.probe = teal_probe,
};
module_platform_driver(teal_driver);

MODULE_LICENSE("GPL");
