// SPDX-License-Identifier: GPL-2.0
/* hw_free waits for the timer that blinks a LED. Another timer ends periods. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list led_timer;
	struct timer_list timer;
};

static void siskin_tick(struct timer_list *t)
{
	struct siskin *chip = from_timer(chip, t, timer);

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

static void siskin_led(struct timer_list *t)
{
	struct siskin *chip = from_timer(chip, t, led_timer);

	writel(1, chip->regs + 12);
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	del_timer_sync(&chip->led_timer);
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
	timer_setup(&chip->led_timer, siskin_led, 0);
	timer_setup(&chip->timer, siskin_tick, 0);
	return 0;
}

MODULE_LICENSE("GPL");
