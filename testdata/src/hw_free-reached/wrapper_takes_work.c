// SPDX-License-Identifier: GPL-2.0
/*
 * The driver has a wrapper of its own around cancel_work_sync(), which gets the work as an
 * argument. The wait stands in the wrapper.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct snipe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void snipe_work(struct work_struct *work)
{
	struct snipe *chip = container_of(work, struct snipe, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int snipe_open(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int snipe_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t snipe_pointer(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static void snipe_cancel(struct work_struct *work)
{
	cancel_work_sync(work); /* want PCM003 */
}

static int snipe_hw_free(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	snipe_cancel(&chip->work);
	return 0;
}

static const struct snd_pcm_ops snipe_ops = { /* want PCM002 */
	.open = snipe_open,
	.hw_free = snipe_hw_free,
	.trigger = snipe_trigger,
	.pointer = snipe_pointer,
};

int snipe_create(struct snipe *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "snipe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &snipe_ops);
	INIT_WORK(&chip->work, snipe_work);
	return 0;
}

MODULE_LICENSE("GPL");
