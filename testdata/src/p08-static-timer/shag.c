// SPDX-License-Identifier: GPL-2.0
/* The timer is set up at compile time by DEFINE_TIMER(). */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

static struct snd_pcm_substream *shag_substream;

static void shag_tick(struct timer_list *t)
{
	snd_pcm_period_elapsed(shag_substream);
	mod_timer(t, jiffies + HZ / 100);
}

static DEFINE_TIMER(shag_timer, shag_tick);

struct shag {
	void __iomem *regs;
};

static int shag_open(struct snd_pcm_substream *substream)
{
	shag_substream = substream;
	return 0;
}

static int shag_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct shag *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	mod_timer(&shag_timer, jiffies + 1);
	return 0;
}

static snd_pcm_uframes_t shag_pointer(struct snd_pcm_substream *substream)
{
	struct shag *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int shag_hw_free(struct snd_pcm_substream *substream)
{
	timer_delete_sync(&shag_timer); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops shag_ops = { /* want PCM002 */ /* context timer shag_tick */
	.open = shag_open,
	.hw_free = shag_hw_free,
	.trigger = shag_trigger,
	.pointer = shag_pointer,
};

int shag_create(struct shag *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "shag", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &shag_ops);
	return 0;
}

MODULE_LICENSE("GPL");
