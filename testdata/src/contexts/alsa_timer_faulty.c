// SPDX-License-Identifier: GPL-2.0
/* An ALSA timer ends the period: a callback of another subsystem. */
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>
#include <sound/timer.h>

struct alsa_timer_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct snd_timer_instance *timer;
};

static void alsa_timer_faulty_ticks(struct snd_timer_instance *timer, unsigned long resolution, unsigned long ticks)
{
	struct alsa_timer_faulty *chip = timer->callback_data;

	snd_pcm_period_elapsed(chip->substream);
}

static int alsa_timer_faulty_open(struct snd_pcm_substream *substream)
{
	struct alsa_timer_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int alsa_timer_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct alsa_timer_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t alsa_timer_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct alsa_timer_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops alsa_timer_faulty_ops = { /* want PCM002 */ /* context callback alsa_timer_faulty_ticks */
	.open = alsa_timer_faulty_open,
	.trigger = alsa_timer_faulty_trigger,
	.pointer = alsa_timer_faulty_pointer,
};

int alsa_timer_faulty_create(struct alsa_timer_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "alsa_timer_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &alsa_timer_faulty_ops);
	chip->timer = snd_timer_instance_new("alsa_timer_faulty");
	chip->timer->callback = alsa_timer_faulty_ticks;
	chip->timer->callback_data = chip;
	return 0;
}

MODULE_LICENSE("GPL");
