// SPDX-License-Identifier: GPL-2.0
/*
 * A helper takes the pointer to the work and initializes it; the wait in hw_free names the same
 * work by its field. So the wait is recognised as one for the work that ends periods.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct whimbrel {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct period_work;
};

static void whimbrel_period_work(struct work_struct *work)
{
	struct whimbrel *chip = container_of(work, struct whimbrel, period_work);

	snd_pcm_period_elapsed(chip->substream);
}

static void whimbrel_init_work(struct work_struct *work)
{
	INIT_WORK(work, whimbrel_period_work);
}

static int whimbrel_open(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int whimbrel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t whimbrel_pointer(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int whimbrel_hw_free(struct snd_pcm_substream *substream)
{
	struct whimbrel *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->period_work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops whimbrel_ops = { /* want PCM002 */ /* context work whimbrel_period_work */
	.open = whimbrel_open,
	.hw_free = whimbrel_hw_free,
	.trigger = whimbrel_trigger,
	.pointer = whimbrel_pointer,
};

int whimbrel_create(struct whimbrel *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "whimbrel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &whimbrel_ops);
	whimbrel_init_work(&chip->period_work);
	return 0;
}

MODULE_LICENSE("GPL");
