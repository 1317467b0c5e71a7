// SPDX-License-Identifier: GPL-2.0
/*
 * An IRQ handler and a delayed work both end periods, and nothing waits for either: one finding
 * for each.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct chaffinch {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct delayed_work poll;
	int irq;
};

static irqreturn_t chaffinch_interrupt(int irq, void *dev_id)
{
	struct chaffinch *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void chaffinch_poll(struct work_struct *work)
{
	struct chaffinch *chip = container_of(to_delayed_work(work), struct chaffinch, poll);

	snd_pcm_period_elapsed(chip->substream);
	schedule_delayed_work(&chip->poll, HZ / 10);
}

static int chaffinch_open(struct snd_pcm_substream *substream)
{
	struct chaffinch *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int chaffinch_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct chaffinch *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t chaffinch_pointer(struct snd_pcm_substream *substream)
{
	struct chaffinch *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops chaffinch_ops = { /* want PCM001 PCM002 */ /* context irq chaffinch_interrupt; delayed-work chaffinch_poll */
	.open = chaffinch_open,
	.trigger = chaffinch_trigger,
	.pointer = chaffinch_pointer,
};

int chaffinch_create(struct chaffinch *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "chaffinch", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &chaffinch_ops);
	INIT_DELAYED_WORK(&chip->poll, chaffinch_poll);
	return request_irq(chip->irq, chaffinch_interrupt, IRQF_SHARED, "chaffinch", chip);
}

MODULE_LICENSE("GPL");
