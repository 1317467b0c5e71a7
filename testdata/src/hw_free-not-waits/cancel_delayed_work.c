// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free calls cancel_delayed_work(), which does not wait for a handler that is running. The
 * table is unsynced, but there is no wait to be moved.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct dunnock {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct delayed_work work;
};

static void dunnock_work(struct work_struct *work)
{
	struct dunnock *chip = container_of(to_delayed_work(work), struct dunnock, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int dunnock_open(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dunnock_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dunnock_pointer(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int dunnock_hw_free(struct snd_pcm_substream *substream)
{
	struct dunnock *chip = snd_pcm_substream_chip(substream);

	cancel_delayed_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops dunnock_ops = { /* want PCM002 */
	.open = dunnock_open,
	.hw_free = dunnock_hw_free,
	.trigger = dunnock_trigger,
	.pointer = dunnock_pointer,
};

int dunnock_create(struct dunnock *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dunnock", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dunnock_ops);
	INIT_DELAYED_WORK(&chip->work, dunnock_work);
	return 0;
}

MODULE_LICENSE("GPL");
