// SPDX-License-Identifier: GPL-2.0
/*
 * Which of two tables is attached is decided by ?:. Both can be, so both are judged, each for
 * itself.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct coot {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	bool full_duplex;
};

static void coot_work(struct work_struct *work)
{
	struct coot *chip = container_of(work, struct coot, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int coot_open(struct snd_pcm_substream *substream)
{
	struct coot *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int coot_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct coot *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t coot_pointer(struct snd_pcm_substream *substream)
{
	struct coot *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int coot_sync_stop(struct snd_pcm_substream *substream)
{
	struct coot *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops coot_half_ops = { /* want PCM002 */
	.open = coot_open,
	.trigger = coot_trigger,
	.pointer = coot_pointer,
};

static const struct snd_pcm_ops coot_full_ops = { /* status synced */
	.open = coot_open,
	.sync_stop = coot_sync_stop,
	.trigger = coot_trigger,
	.pointer = coot_pointer,
};

int coot_create(struct coot *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "coot", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK,
			chip->full_duplex ? &coot_full_ops : &coot_half_ops);
	INIT_WORK(&chip->work, coot_work);
	return 0;
}

MODULE_LICENSE("GPL");
