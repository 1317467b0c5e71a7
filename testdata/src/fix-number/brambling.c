// SPDX-License-Identifier: GPL-2.0
/* The IRQ, whose number nobody but the card has, and a work item end periods: a .sync_stop for the work waits for both. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct brambling {
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	struct work_struct work;
};

static irqreturn_t brambling_interrupt(int irq, void *data)
{
	struct brambling *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void brambling_work(struct work_struct *work)
{
	struct brambling *chip = container_of(work, struct brambling, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int brambling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brambling *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops brambling_ops = { /* want PCM002 */
	.trigger = brambling_trigger,
};

int brambling_create(struct snd_card *card, struct platform_device *pdev, struct brambling *chip)
{
	int irq = platform_get_irq(pdev, 0);
	struct snd_pcm *pcm;

	if (request_irq(irq, brambling_interrupt, 0, "brambling", chip))
		return -EBUSY;
	card->sync_irq = irq;
	INIT_WORK(&chip->work, brambling_work);
	if (snd_pcm_new(card, "brambling", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brambling_ops);
	return 0;
}
