// SPDX-License-Identifier: GPL-2.0
/* As plover, but the callbacks test what they find: a copy that does not would be worse. */
#include <linux/interrupt.h>
#include <linux/platform_device.h>
#include <sound/soc.h>

struct snipe {
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t snipe_interrupt(int irq, void *dev_id)
{
	struct snipe *priv = dev_id;

	snd_pcm_period_elapsed(priv->substream);
	return IRQ_HANDLED;
}

static int snipe_pcm_prepare(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct snipe *priv = snd_soc_component_get_drvdata(component);

	if (!priv)
		return -ENODEV;
	priv->substream = substream;
	return 0;
}

static snd_pcm_uframes_t snipe_pcm_pointer(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return 0;
}

/* What the machine driver sees. */
static const struct snd_soc_component_driver snipe_component = { /* want PCM001 */
	.name		= "snipe",
	.prepare	= snipe_pcm_prepare,
	.pointer	= snipe_pcm_pointer,
};

static int snipe_probe(struct platform_device *pdev)
{
	struct snipe *priv = devm_kzalloc(&pdev->dev, sizeof(*priv), GFP_KERNEL);
	int err;

	if (!priv)
		return -ENOMEM;
	priv->irq = platform_get_irq(pdev, 0);
	err = devm_request_irq(&pdev->dev, priv->irq, snipe_interrupt, 0, "snipe", priv);
	if (err)
		return err;
	dev_set_drvdata(&pdev->dev, priv);
	return devm_snd_soc_register_component(&pdev->dev, &snipe_component, NULL, 0);
}

static struct platform_driver snipe_driver = {
	.probe = snipe_probe,
};
module_platform_driver(snipe_driver);
