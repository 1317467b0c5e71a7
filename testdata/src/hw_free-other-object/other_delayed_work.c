// SPDX-License-Identifier: GPL-2.0
/* The IRQ handler ends periods; hw_free waits for a delayed work that looks for a jack. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct delayed_work jack;
	int irq;
};

static irqreturn_t siskin_interrupt(int irq, void *dev_id)
{
	struct siskin *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t siskin_pointer(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static void siskin_jack(struct work_struct *work)
{
	struct siskin *chip = container_of(work, struct siskin, jack.work);

	writel(1, chip->regs + 12);
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	cancel_delayed_work_sync(&chip->jack);
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM001 */
	.open = siskin_open,
	.hw_free = siskin_hw_free,
	.trigger = siskin_trigger,
	.pointer = siskin_pointer,
};

int siskin_create(struct siskin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "siskin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	INIT_DELAYED_WORK(&chip->jack, siskin_jack);
	return request_irq(chip->irq, siskin_interrupt, IRQF_SHARED, "siskin", chip);
}

MODULE_LICENSE("GPL");
