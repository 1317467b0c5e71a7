// SPDX-License-Identifier: GPL-2.0
/*
 * hw_free keeps the address of the timer in a local variable and waits through that; the other
 * timer, of the LED, it deletes in the same way without harm.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct buzzard {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
	struct timer_list led;
};

static void buzzard_tick(struct timer_list *t)
{
	struct buzzard *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static void buzzard_blink(struct timer_list *t)
{
	mod_timer(t, jiffies + 1);
}

static int buzzard_open(struct snd_pcm_substream *substream)
{
	struct buzzard *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int buzzard_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct buzzard *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t buzzard_pointer(struct snd_pcm_substream *substream)
{
	struct buzzard *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int buzzard_hw_free(struct snd_pcm_substream *substream)
{
	struct buzzard *chip = snd_pcm_substream_chip(substream);
	struct timer_list *timer = &chip->timer;
	struct timer_list *led = &chip->led;

	timer_delete_sync(timer); /* want PCM003 */
	timer_delete_sync(led);
	return 0;
}

static const struct snd_pcm_ops buzzard_ops = { /* want PCM002 */ /* context timer buzzard_tick */
	.open = buzzard_open,
	.hw_free = buzzard_hw_free,
	.trigger = buzzard_trigger,
	.pointer = buzzard_pointer,
};

int buzzard_create(struct buzzard *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "buzzard", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &buzzard_ops);
	timer_setup(&chip->timer, buzzard_tick, 0);
	timer_setup(&chip->led, buzzard_blink, 0);
	return 0;
}

MODULE_LICENSE("GPL");
