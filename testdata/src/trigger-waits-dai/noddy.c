// SPDX-License-Identifier: GPL-2.0
/* The component has no trigger; that of its DAI waits for the work that ends the periods. */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>
#include <sound/soc.h>

struct noddy {
	struct work_struct period;
	struct snd_pcm_substream *substream;
};

static void noddy_period(struct work_struct *work)
{
	struct noddy *priv = container_of(work, struct noddy, period);

	snd_pcm_period_elapsed(priv->substream);
}

static int noddy_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct noddy *priv = snd_soc_component_get_drvdata(component);

	priv->substream = substream;
	return 0;
}

static int noddy_sync_stop(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct noddy *priv = snd_soc_component_get_drvdata(component);

	cancel_work_sync(&priv->period);
	return 0;
}

static snd_pcm_uframes_t noddy_pointer(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_soc_component_driver noddy_component = { /* status synced */
	.open = noddy_open,
	.pointer = noddy_pointer,
	.sync_stop = noddy_sync_stop,
};

static int noddy_dai_trigger(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai)
{
	struct noddy *priv = snd_soc_dai_get_drvdata(dai);

	if (cmd == SNDRV_PCM_TRIGGER_STOP)
		flush_work(&priv->period); /* want PCM004 */
	return 0;
}

static const struct snd_soc_dai_ops noddy_dai_ops = {
	.trigger = noddy_dai_trigger,
};

static struct snd_soc_dai_driver noddy_dai = {
	.name = "noddy",
	.ops = &noddy_dai_ops,
};

int noddy_register(struct device *dev, struct noddy *priv)
{
	INIT_WORK(&priv->period, noddy_period);
	return devm_snd_soc_register_component(dev, &noddy_component, &noddy_dai, 1);
}
