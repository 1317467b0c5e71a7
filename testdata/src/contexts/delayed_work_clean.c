// SPDX-License-Identifier: GPL-2.0
/* A delayed work polls the chip and ends the period. The table has .sync_stop, which waits. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct delayed_work_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct delayed_work poll;
};

static void delayed_work_clean_poll(struct work_struct *work)
{
	struct delayed_work_clean *chip = container_of(work, struct delayed_work_clean, poll.work);

	snd_pcm_period_elapsed(chip->substream);
	schedule_delayed_work(&chip->poll, msecs_to_jiffies(10));
}

static int delayed_work_clean_open(struct snd_pcm_substream *substream)
{
	struct delayed_work_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int delayed_work_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct delayed_work_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t delayed_work_clean_pointer(struct snd_pcm_substream *substream)
{
	struct delayed_work_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int delayed_work_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct delayed_work_clean *chip = snd_pcm_substream_chip(substream);

	cancel_delayed_work_sync(&chip->poll);
	return 0;
}

static const struct snd_pcm_ops delayed_work_clean_ops = { /* status synced */ /* context delayed-work delayed_work_clean_poll */
	.open = delayed_work_clean_open,
	.sync_stop = delayed_work_clean_sync_stop,
	.trigger = delayed_work_clean_trigger,
	.pointer = delayed_work_clean_pointer,
};

int delayed_work_clean_create(struct delayed_work_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "delayed_work_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &delayed_work_clean_ops);
	INIT_DELAYED_WORK(&chip->poll, delayed_work_clean_poll);
	return 0;
}

MODULE_LICENSE("GPL");
