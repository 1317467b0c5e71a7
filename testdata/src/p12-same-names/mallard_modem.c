// SPDX-License-Identifier: GPL-2.0
/*
 * The modem of the chip next door: same names, another driver. It lives by a timer, and nothing
 * waits for that.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct duck {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void duck_tick(struct timer_list *t)
{
	struct duck *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static int duck_open(struct snd_pcm_substream *substream)
{
	struct duck *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int duck_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct duck *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t duck_pointer(struct snd_pcm_substream *substream)
{
	struct duck *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops duck_ops = { /* want PCM002 */ /* context timer duck_tick */
	.open = duck_open,
	.trigger = duck_trigger,
	.pointer = duck_pointer,
};

static int duck_create(struct duck *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "duck", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &duck_ops);
	timer_setup(&chip->timer, duck_tick, 0);
	return 0;
}

int mallard_modem_probe(struct duck *chip, struct snd_card *card)
{
	return duck_create(chip, card);
}

MODULE_LICENSE("GPL");
