// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free calls try_to_del_timer_sync(), which does not wait for a handler that is running. The
 * table is unsynced, but there is no wait to be moved.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct dunnock {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void dunnock_tick(struct timer_list *t)
{
	struct dunnock *chip = from_timer(chip, t, timer);

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

	try_to_del_timer_sync(&chip->timer);
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
	timer_setup(&chip->timer, dunnock_tick, 0);
	return 0;
}

MODULE_LICENSE("GPL");
