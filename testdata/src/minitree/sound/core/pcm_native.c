// SPDX-License-Identifier: GPL-2.0
/*
 * What a stream goes through. snd_pcm_sync_stop() is the contract that pcmlint checks: after a
 * stop, the core waits for the driver's handlers by .sync_stop, or else for card->sync_irq, and
 * for nothing else.
 */
#include <linux/interrupt.h>
#include <linux/module.h>
#include <sound/pcm.h>

static void snd_pcm_sync_stop(struct snd_pcm_substream *substream)
{
	struct snd_card *card = substream->pcm->card;

	if (!substream->stop_operating)
		return;
	substream->stop_operating = false;
	if (substream->ops->sync_stop)
		substream->ops->sync_stop(substream);
	else if (card->sync_irq > 0)
		synchronize_irq(card->sync_irq);
}

int snd_pcm_stop(struct snd_pcm_substream *substream)
{
	substream->stop_operating = true;
	return substream->ops->trigger(substream, SNDRV_PCM_TRIGGER_STOP);
}

int snd_pcm_prepare(struct snd_pcm_substream *substream)
{
	snd_pcm_sync_stop(substream);
	return substream->ops->prepare ? substream->ops->prepare(substream) : 0;
}

int snd_pcm_hw_free(struct snd_pcm_substream *substream)
{
	snd_pcm_sync_stop(substream);
	return substream->ops->hw_free ? substream->ops->hw_free(substream) : 0;
}

void snd_pcm_period_elapsed(struct snd_pcm_substream *substream)
{
	substream->ops->pointer(substream);
}
EXPORT_SYMBOL(snd_pcm_period_elapsed);

MODULE_LICENSE("GPL");
