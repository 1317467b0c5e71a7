// SPDX-License-Identifier: GPL-2.0
/* .sync_stop is chosen by ?: when the table is filled; one arm is NULL. Not judged. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct pratincole {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	bool slow;
};

static void pratincole_work(struct work_struct *work)
{
	struct pratincole *chip = container_of(work, struct pratincole, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int pratincole_open(struct snd_pcm_substream *substream)
{
	struct pratincole *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int pratincole_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pratincole *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t pratincole_pointer(struct snd_pcm_substream *substream)
{
	struct pratincole *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int pratincole_sync_stop(struct snd_pcm_substream *substream)
{
	struct pratincole *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static struct snd_pcm_ops pratincole_ops = { /* status unknown */
	.open = pratincole_open,
	.trigger = pratincole_trigger,
	.pointer = pratincole_pointer,
};

int pratincole_create(struct pratincole *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "pratincole", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pratincole_ops);
	pratincole_ops.sync_stop = chip->slow ? pratincole_sync_stop : NULL;
	INIT_WORK(&chip->work, pratincole_work);
	return 0;
}

MODULE_LICENSE("GPL");
