// SPDX-License-Identifier: GPL-2.0
/* hw_free waits for a work that only writes the mixer. The work that ends periods is another one. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct mixer_work;
	struct work_struct work;
};

static void siskin_work(struct work_struct *work)
{
	struct siskin *chip = container_of(work, struct siskin, work);

	snd_pcm_period_elapsed(chip->substream);
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

static void siskin_mixer_work(struct work_struct *work)
{
	struct siskin *chip = container_of(work, struct siskin, mixer_work);

	writel(1, chip->regs + 12);
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->mixer_work);
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM002 */
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
	INIT_WORK(&chip->mixer_work, siskin_mixer_work);
	INIT_WORK(&chip->work, siskin_work);
	return 0;
}

MODULE_LICENSE("GPL");
