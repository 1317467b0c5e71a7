// SPDX-License-Identifier: GPL-2.0
/* Its .sync_stop calls something else chip: no certain repair. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct spoonbill {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t spoonbill_interrupt(int irq, void *data)
{
	struct spoonbill *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int spoonbill_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct spoonbill *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static int spoonbill_sync_stop(struct snd_pcm_substream *substream)
{
	int chip = substream->number;

	pr_debug("stopped %d", chip);
	return 0;
}

static const struct snd_pcm_ops spoonbill_ops = { /* want PCM001 */
	.trigger = spoonbill_trigger,
	.sync_stop = spoonbill_sync_stop,
};

int spoonbill_create(struct snd_card *card, struct spoonbill *chip)
{
	struct snd_pcm *pcm;

	if (request_irq(chip->irq, spoonbill_interrupt, 0, "spoonbill", chip))
		return -EBUSY;
	if (snd_pcm_new(card, "spoonbill", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &spoonbill_ops);
	return 0;
}
