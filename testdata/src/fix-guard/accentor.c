// SPDX-License-Identifier: GPL-2.0
/* .trigger gives the channel up, perhaps that of another stream in the same moment: no certain repair. */
#include <linux/dmaengine.h>
#include <sound/soc.h>

struct accentor {
	struct snd_pcm_substream *substream;
	struct dma_chan *chan;
};

static void accentor_complete(void *data)
{
	struct accentor *chip = data;

	snd_pcm_period_elapsed(chip->substream);
}

static int accentor_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct accentor *chip = snd_soc_component_get_drvdata(component);
	struct dma_async_tx_descriptor *desc;

	if (!chip->chan)
		return 0;
	desc = dmaengine_prep_dma_cyclic(chip->chan, substream->runtime->dma_addr, 4096, 1024, DMA_MEM_TO_DEV, 0);
	desc->callback = accentor_complete;
	desc->callback_param = chip;
	dmaengine_submit(desc);
	return 0;
}

static int accentor_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	struct accentor *chip = snd_soc_component_get_drvdata(component);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		dma_async_issue_pending(chip->chan);
	else
		dmaengine_terminate_async(chip->chan);
	if (cmd == SNDRV_PCM_TRIGGER_STOP && !substream->runtime->dma_addr) {
		dma_release_channel(chip->chan);
		chip->chan = NULL;
	}
	return 0;
}

static const struct snd_soc_component_driver accentor_component = { /* want PCM002 */
	.name = "accentor",
	.prepare = accentor_prepare,
	.trigger = accentor_trigger,
};

static int accentor_probe(struct platform_device *pdev)
{
	struct accentor *chip = devm_kzalloc(&pdev->dev, sizeof(*chip), GFP_KERNEL);

	if (!chip)
		return -ENOMEM;
	chip->chan = dma_request_chan(&pdev->dev, "tx");
	if (IS_ERR(chip->chan))
		chip->chan = NULL;
	platform_set_drvdata(pdev, chip);
	return devm_snd_soc_register_component(&pdev->dev, &accentor_component, NULL, 0);
}

static struct platform_driver accentor_driver = {
	.probe = accentor_probe,
	.driver = { .name = "accentor" },
};
module_platform_driver(accentor_driver);
