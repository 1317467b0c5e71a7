// SPDX-License-Identifier: GPL-2.0
/* Without a DMA channel the device is driven by hand: the wait is for the channel where there is one. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

struct dunnock {
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
};

static void dunnock_complete(void *data)
{
	struct dunnock *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int dunnock_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_soc_component_get_drvdata(component);
	struct dma_async_tx_descriptor *desc;

	if (!chip->chan)
		return 0;
	desc = dmaengine_prep_dma_cyclic(chip->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
	desc->callback = dunnock_complete;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

static int dunnock_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct dunnock *chip = snd_soc_component_get_drvdata(component);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		dma_async_issue_pending(chip->chan);
	else
		dmaengine_terminate_async(chip->chan);
	return 0;
}

static const struct snd_soc_component_driver dunnock_component = { /* want PCM002 */
	.name = "dunnock",
	.prepare = dunnock_prepare,
	.trigger = dunnock_trigger,
};

static int dunnock_probe(struct platform_device *pdev)
{
	struct dunnock *chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);

	if (!chip)
		return -ENOMEM;
	chip->chan = dma_request_chan(&pdev->dev, "tx");
	if (IS_ERR(chip->chan))
		chip->chan = NULL;
	platform_set_drvdata(pdev, chip);
	return devm_snd_soc_register_component(&pdev->dev, &dunnock_component, NULL, 0);
}

static struct platform_driver dunnock_driver = {
	.probe = dunnock_probe,
	.driver = { .name = "dunnock" },
};
module_platform_driver(dunnock_driver);
