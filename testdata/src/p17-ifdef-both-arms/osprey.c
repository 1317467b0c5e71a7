// SPDX-License-Identifier: GPL-2.0
/*
 * .sync_stop stands in both arms of the #ifdef, with another function in each: whatever the
 * configuration, the table has it.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct osprey {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void osprey_work(struct work_struct *work)
{
	struct osprey *chip = container_of(work, struct osprey, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int osprey_open(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int osprey_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t osprey_pointer(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int osprey_slow_stop(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	flush_work(&chip->work);
	return 0;
}

static int osprey_fast_stop(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops osprey_ops = { /* status synced */
	.open = osprey_open,
	.trigger = osprey_trigger,
#ifdef CONFIG_OSPREY_SLOW
	.sync_stop = osprey_slow_stop,
#else
	.sync_stop = osprey_fast_stop,
#endif
	.pointer = osprey_pointer,
};

int osprey_create(struct osprey *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "osprey", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &osprey_ops);
	INIT_WORK(&chip->work, osprey_work);
	return 0;
}

MODULE_LICENSE("GPL");
