// SPDX-License-Identifier: GPL-2.0
/*
 * GNU C that kernel code is full of: statement expressions, typeof, asm, case ranges, attributes
 * on everything, labels as values, macros at file scope with and without a semicolon.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pm.h>
#include <sound/pcm.h>

MODULE_ALIAS("gyrfalcon")
static DEFINE_MUTEX(gyrfalcon_mutex);
static int index __read_mostly = -1;
module_param(index, int, 0444);
MODULE_PARM_DESC(index, "Index.");

struct gyrfalcon {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	unsigned int count;
	u32 history[] __counted_by(count);
};

#define reg(chip, n) ({ typeof(chip) __c = (chip); readl(__c->regs + (n)); })

static __attribute__((hot)) irqreturn_t
gyrfalcon_interrupt(int irq, void *dev_id)
{
	struct gyrfalcon *chip = dev_id;
	u32 status = reg(chip, 8);

	asm volatile("" : : "r" (status) : "memory");
	switch (status) {
	case 0x10 ... 0x1f:
		snd_pcm_period_elapsed(({ struct snd_pcm_substream *s = chip->substream; s; }));
		fallthrough;
	case 1:
		goto out;
	default:
		break;
	}
	return IRQ_NONE;
out: __maybe_unused;
	return status ?: IRQ_HANDLED;
}

static int gyrfalcon_open(struct snd_pcm_substream *substream)
{
	struct gyrfalcon *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gyrfalcon_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gyrfalcon *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t gyrfalcon_pointer(struct snd_pcm_substream *substream)
{
	struct gyrfalcon *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops gyrfalcon_ops __attribute__((aligned(64))) = { /* want PCM001 */ /* context irq gyrfalcon_interrupt */
	.open = gyrfalcon_open,
	.trigger = gyrfalcon_trigger,
	.pointer = gyrfalcon_pointer,
};

int gyrfalcon_create(struct gyrfalcon *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "gyrfalcon", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gyrfalcon_ops);
	return request_irq(chip->irq, gyrfalcon_interrupt, IRQF_SHARED, "gyrfalcon", chip);
}

static DEFINE_SIMPLE_DEV_PM_OPS(gyrfalcon_pm, NULL, NULL);

MODULE_LICENSE("GPL");
