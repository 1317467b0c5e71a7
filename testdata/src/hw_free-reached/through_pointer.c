// SPDX-License-Identifier: GPL-2.0
/* hw_free reaches the wait through a function pointer of the back end. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct snipe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	const struct snipe_backend *backend;
	struct timer_list timer;
};

static void snipe_tick(struct timer_list *t)
{
	struct snipe *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static int snipe_open(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int snipe_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t snipe_pointer(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

struct snipe_backend {
	void (*stop)(struct snipe *chip);
};

static void snipe_timer_stop(struct snipe *chip)
{
	timer_delete_sync(&chip->timer); /* want PCM003 */
}

static const struct snipe_backend snipe_timer_backend = {
	.stop = snipe_timer_stop,
};

static int snipe_hw_free(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	chip->backend->stop(chip);
	return 0;
}

static const struct snd_pcm_ops snipe_ops = { /* want PCM002 */
	.open = snipe_open,
	.hw_free = snipe_hw_free,
	.trigger = snipe_trigger,
	.pointer = snipe_pointer,
};

int snipe_create(struct snipe *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "snipe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &snipe_ops);
	chip->backend = &snipe_timer_backend;
	timer_setup(&chip->timer, snipe_tick, 0);
	return 0;
}

MODULE_LICENSE("GPL");
