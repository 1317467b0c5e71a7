// SPDX-License-Identifier: GPL-2.0
/* The driver is built for old kernels, too: what a repair adds is left out there. It says del_timer() throughout. */
#include <linux/interrupt.h>
#include <linux/timer.h>
#include <linux/version.h>
#include <sound/core.h>
#include <sound/pcm.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 16, 0)
#define snd_pcm_stop_xrun(s) snd_pcm_stop(s, SNDRV_PCM_STATE_XRUN)
#endif

struct bittern {
	struct snd_pcm_substream *playback, *capture;
	struct timer_list timer;
	int irq;
};

static void bittern_timer(struct timer_list *t)
{
	struct bittern *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->capture);
	mod_timer(&chip->timer, jiffies + 1);
}

static irqreturn_t bittern_interrupt(int irq, void *data)
{
	struct bittern *chip = data;

	snd_pcm_period_elapsed(chip->playback);
	return IRQ_HANDLED;
}

static int bittern_open(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	chip->playback = substream;
	return 0;
}

static int bittern_trigger(struct snd_pcm_substream *substream, int cmd)
{
	iowrite32(cmd, NULL);
	return 0;
}

static int bittern_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bittern *chip = substream->runtime->private_data;

	if (cmd == SNDRV_PCM_TRIGGER_START)
		mod_timer(&chip->timer, jiffies + 1);
	else
		del_timer(&chip->timer);
	return 0;
}

static int bittern_capture_open(struct snd_pcm_substream *substream)
{
	struct bittern *chip = snd_pcm_substream_chip(substream);

	chip->capture = substream;
	substream->runtime->private_data = chip;
	return 0;
}

static const struct snd_pcm_ops bittern_ops = { /* want PCM001 */
	.open = bittern_open,
	.trigger = bittern_trigger,
};

static const struct snd_pcm_ops bittern_capture_ops = { /* want PCM002 */
	.open = bittern_capture_open,
	.trigger = bittern_capture_trigger,
};

int bittern_create(struct snd_card *card, struct bittern *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(chip->irq, bittern_interrupt, 0, "bittern", chip);
	if (err < 0)
		return err;
	timer_setup(&chip->timer, bittern_timer, 0);
	err = snd_pcm_new(card, "bittern", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bittern_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &bittern_capture_ops);
	return 0;
}
