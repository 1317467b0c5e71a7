// SPDX-License-Identifier: GPL-2.0
/*
 * Two structs in one driver each have a work called period_work, set up with different functions.
 * hw_free waits for that of the mixer, which ends no period.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct tystie_mixer {
	struct work_struct period_work;
};

struct tystie {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct tystie_mixer mixer;
	struct work_struct period_work;
};

static void tystie_period_work(struct work_struct *work)
{
	struct tystie *chip = container_of(work, struct tystie, period_work);

	snd_pcm_period_elapsed(chip->substream);
}

static void tystie_mixer_work(struct work_struct *work)
{
	pr_info("mixer\n");
}

static int tystie_open(struct snd_pcm_substream *substream)
{
	struct tystie *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int tystie_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct tystie *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t tystie_pointer(struct snd_pcm_substream *substream)
{
	struct tystie *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int tystie_hw_free(struct snd_pcm_substream *substream)
{
	struct tystie *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->mixer.period_work);
	return 0;
}

static const struct snd_pcm_ops tystie_ops = { /* want PCM002 */ /* context work tystie_period_work */
	.open = tystie_open,
	.hw_free = tystie_hw_free,
	.trigger = tystie_trigger,
	.pointer = tystie_pointer,
};

int tystie_create(struct tystie *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "tystie", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &tystie_ops);
	INIT_WORK(&chip->period_work, tystie_period_work);
	INIT_WORK(&chip->mixer.period_work, tystie_mixer_work);
	return 0;
}

MODULE_LICENSE("GPL");
