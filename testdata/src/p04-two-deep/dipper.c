// SPDX-License-Identifier: GPL-2.0
/*
 * Two function pointers lie between the timer and the elapsed call: the timer calls
 * chip->ops->tick, that calls stream->done, and done is set in hw_params.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct dipper;
struct dipper_backend {
	void (*tick)(struct dipper *chip);
};

struct dipper_stream {
	void (*done)(struct snd_pcm_substream *substream);
	struct snd_pcm_substream *substream;
};

struct dipper {
	void __iomem *regs;
	const struct dipper_backend *backend;
	struct dipper_stream stream;
	struct timer_list timer;
};

static void dipper_done(struct snd_pcm_substream *substream)
{
	snd_pcm_period_elapsed(substream);
}

static void dipper_tick(struct dipper *chip)
{
	chip->stream.done(chip->stream.substream);
}

static const struct dipper_backend dipper_jiffies_backend = {
	.tick = dipper_tick,
};

static void dipper_timer(struct timer_list *t)
{
	struct dipper *chip = from_timer(chip, t, timer);

	chip->backend->tick(chip);
	mod_timer(t, jiffies + 1);
}

static int dipper_open(struct snd_pcm_substream *substream)
{
	struct dipper *chip = snd_pcm_substream_chip(substream);

	chip->stream.substream = substream;
	return 0;
}

static int dipper_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	struct dipper *chip = snd_pcm_substream_chip(substream);

	chip->stream.done = dipper_done;
	return 0;
}

static int dipper_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dipper *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dipper_pointer(struct snd_pcm_substream *substream)
{
	struct dipper *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops dipper_ops = { /* want PCM002 */ /* context timer dipper_timer */
	.open = dipper_open,
	.hw_params = dipper_hw_params,
	.trigger = dipper_trigger,
	.pointer = dipper_pointer,
};

int dipper_create(struct dipper *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dipper", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dipper_ops);
	chip->backend = &dipper_jiffies_backend;
	timer_setup(&chip->timer, dipper_timer, 0);
	return 0;
}

MODULE_LICENSE("GPL");
