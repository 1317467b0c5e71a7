// SPDX-License-Identifier: GPL-2.0
/*
 * The component leaves starting and stopping to snd_dmaengine_pcm_trigger(). Nothing here says
 * elapsed: the DMA engine's completion in the PCM library does. .sync_stop waits for it.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/dmaengine_pcm.h>
#include <sound/pcm.h>
#include <sound/soc.h>

static int garganey_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_open_request_chan(substream, NULL, NULL);
}

static int garganey_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return snd_dmaengine_pcm_trigger(substream, cmd);
}

static int garganey_sync_stop(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_sync_stop(substream);
}

static snd_pcm_uframes_t garganey_pointer(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return snd_dmaengine_pcm_pointer(substream);
}

static const struct snd_soc_component_driver garganey_component = { /* status synced */
	.name = "garganey",
	.open = garganey_open,
	.trigger = garganey_trigger,
	.sync_stop = garganey_sync_stop,
	.pointer = garganey_pointer,
};

static int garganey_probe(struct platform_device *pdev)
{
	return devm_snd_soc_register_component(&pdev->dev, &garganey_component, NULL, 0);
}

static struct platform_driver garganey_driver = {
	.driver.name = "garganey",
	.probe = garganey_probe,
};
module_platform_driver(garganey_driver);

MODULE_LICENSE("GPL");
