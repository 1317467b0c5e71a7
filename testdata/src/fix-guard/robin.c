// SPDX-License-Identifier: GPL-2.0
/* The channel may be an error instead of a null pointer: to test for null is not enough. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

struct robin {
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
};

static void robin_complete(void *data)
{
	struct robin *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int robin_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct robin *chip = snd_soc_component_get_drvdata(component);
	struct dma_async_tx_descriptor *desc;

	if (!chip->chan)
		return 0;
	desc = dmaengine_prep_dma_cyclic(chip->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
	desc->callback = robin_complete;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

static int robin_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct robin *chip = snd_soc_component_get_drvdata(component);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		dma_async_issue_pending(chip->chan);
	else
		dmaengine_terminate_async(chip->chan);
	return 0;
}

static const struct snd_soc_component_driver robin_component = { /* want PCM002 */
	.name = "robin",
	.prepare = robin_prepare,
	.trigger = robin_trigger,
};

static int robin_probe(struct platform_device *pdev)
{
	struct robin *chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);

	if (!chip)
		return -ENOMEM;
	chip->chan = dma_request_chan(&pdev->dev, "tx");
	if (IS_ERR(chip->chan))
		dev_info(&pdev->dev, "no DMA");
	platform_set_drvdata(pdev, chip);
	return devm_snd_soc_register_component(&pdev->dev, &robin_component, NULL, 0);
}

static struct platform_driver robin_driver = {
	.probe = robin_probe,
	.driver = { .name = "robin" },
};
module_platform_driver(robin_driver);
