// SPDX-License-Identifier: GPL-2.0
/* .sync_stop is added at run time, always: the table has it. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct plover {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	bool slow;
};

static void plover_work(struct work_struct *work)
{
	struct plover *chip = container_of(work, struct plover, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int plover_open(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int plover_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t plover_pointer(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int plover_sync_stop(struct snd_pcm_substream *substream)
{
	struct plover *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static struct snd_pcm_ops plover_ops = { /* status synced */
	.open = plover_open,
	.trigger = plover_trigger,
	.pointer = plover_pointer,
};

int plover_create(struct plover *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "plover", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &plover_ops);
	plover_ops.sync_stop = plover_sync_stop;
	INIT_WORK(&chip->work, plover_work);
	return 0;
}

MODULE_LICENSE("GPL");
