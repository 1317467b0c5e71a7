// SPDX-License-Identifier: GPL-2.0
/* ASoC: no card to tell the number to, but the component keeps it. The members stand in columns. */
#include <linux/interrupt.h>
#include <linux/platform_device.h>
#include <sound/soc.h>

struct plover {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t plover_interrupt(int irq, void *dev_id)
{
	struct plover *priv = dev_id;

	snd_pcm_period_elapsed(priv->substream);
	return IRQ_HANDLED;
}

static int plover_pcm_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct plover *priv = snd_soc_component_get_drvdata(component);

	priv->substream = substream;
	return 0;
}

static snd_pcm_uframes_t plover_pcm_pointer(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return 0;
}

/* What the machine driver sees. */
static const struct snd_soc_component_driver plover_component = { /* want PCM001 */
	.name		= "plover",
	.prepare	= plover_pcm_prepare,
	.pointer	= plover_pcm_pointer,
};

static int plover_probe(struct platform_device *pdev)
{
	struct plover *priv = devm_kzalloc(&pdev->dev, sizeof(*priv), GFP_KERNEL);
	int err;

	if (!priv)
		return -ENOMEM;
	priv->irq = platform_get_irq(pdev, 0);
	err = devm_request_irq(&pdev->dev, priv->irq, plover_interrupt, 0, "plover", priv);
	if (err)
		return err;
	dev_set_drvdata(&pdev->dev, priv);
	return devm_snd_soc_register_component(&pdev->dev, &plover_component, NULL, 0);
}

static struct platform_driver plover_driver = {
	.probe = plover_probe,
};
module_platform_driver(plover_driver);
