// SPDX-License-Identifier: GPL-2.0
/*
 * .sync_stop stands under an #ifdef in the initializer: with one configuration the table has it,
 * with another it does not. Not judged.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct courser {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	bool slow;
};

static void courser_work(struct work_struct *work)
{
	struct courser *chip = container_of(work, struct courser, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int courser_open(struct snd_pcm_substream *substream)
{
	struct courser *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int courser_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct courser *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t courser_pointer(struct snd_pcm_substream *substream)
{
	struct courser *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int courser_sync_stop(struct snd_pcm_substream *substream)
{
	struct courser *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

static const struct snd_pcm_ops courser_ops = { /* status unknown */
	.open = courser_open,
	.trigger = courser_trigger,
#ifdef CONFIG_COURSER_SLOW_BUS
	.sync_stop = courser_sync_stop,
#endif
	.pointer = courser_pointer,
};

int courser_create(struct courser *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "courser", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &courser_ops);
	INIT_WORK(&chip->work, courser_work);
	return 0;
}

MODULE_LICENSE("GPL");
