// SPDX-License-Identifier: GPL-2.0
/*
 * The look-alike: the helper is the same, but it is called for two works with two functions, and
 * hw_free waits for the one that polls the jack. That wait is no period wait.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct curlew {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct period_work;
	struct work_struct jack_work;
};

static void curlew_period_work(struct work_struct *work)
{
	struct curlew *chip = container_of(work, struct curlew, period_work);

	snd_pcm_period_elapsed(chip->substream);
}

static void curlew_jack_work(struct work_struct *work)
{
	struct curlew *chip = container_of(work, struct curlew, jack_work);

	writel(1, chip->regs + 12);
}

static void curlew_init_work(struct work_struct *work, work_func_t fn)
{
	INIT_WORK(work, fn);
}

static int curlew_open(struct snd_pcm_substream *substream)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int curlew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t curlew_pointer(struct snd_pcm_substream *substream)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int curlew_hw_free(struct snd_pcm_substream *substream)
{
	struct curlew *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->jack_work);
	return 0;
}

static const struct snd_pcm_ops curlew_ops = { /* want PCM002 */ /* context work curlew_period_work */
	.open = curlew_open,
	.hw_free = curlew_hw_free,
	.trigger = curlew_trigger,
	.pointer = curlew_pointer,
};

int curlew_create(struct curlew *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "curlew", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &curlew_ops);
	curlew_init_work(&chip->jack_work, curlew_jack_work);
	curlew_init_work(&chip->period_work, curlew_period_work);
	return 0;
}

MODULE_LICENSE("GPL");
