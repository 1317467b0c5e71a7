// SPDX-License-Identifier: GPL-2.0
/* Registers are reset and polled, in a loop and by a macro of the kernel: no handler is waited for. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/iopoll.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct grebe {
	struct snd_pcm_substream *substream;
	int irq;
	void __iomem *regs;
};

static irqreturn_t grebe_interrupt(int irq, void *dev_id)
{
	struct grebe *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void grebe_reset(struct grebe *chip)
{
	int tries = 100;
	u32 value;

	writel(1, chip->regs);
	while (readl(chip->regs + 4) & 1) {
		if (!--tries)
			break;
		udelay(10);
	}
	readl_poll_timeout(chip->regs + 8, value, !value, 10, 1000);
}

static int grebe_open(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int grebe_sync_stop(struct snd_pcm_substream *substream)
{
	struct grebe *chip = snd_pcm_substream_chip(substream);

	grebe_reset(chip);
	return 0;
}

static const struct snd_pcm_ops grebe_ops = { /* want PCM001 */ /* status unsynced */ /* context irq grebe_interrupt */
	.open = grebe_open,
	.sync_stop = grebe_sync_stop,
};

int grebe_create(struct snd_card *card, struct grebe *chip, int irq)
{
	struct snd_pcm *pcm;
	int err;

	err = request_irq(irq, grebe_interrupt, IRQF_SHARED, "x", chip);
	if (err < 0)
		return err;
	chip->irq = irq;
	err = snd_pcm_new(card, "grebe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &grebe_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
