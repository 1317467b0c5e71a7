// SPDX-License-Identifier: GPL-2.0
/*
 * The handler calls the transfer function of whatever back end the stream has, through a macro and
 * a table of functions; trigger calls it too. Only the back end with a timer ends periods outside
 * of the handler.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <sound/pcm.h>

struct scoter;

struct scoter_handler {
	int (*transfer)(struct scoter *chip);
	int (*stop)(struct scoter *chip);
};

#define scoter_call(chip, func) \
	((chip)->handler && (chip)->handler->func ? (chip)->handler->func(chip) : 0)

struct scoter {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	const struct scoter_handler *handler;
	struct timer_list timer;
	int irq;
};

static int scoter_pio_transfer(struct scoter *chip)
{
	snd_pcm_period_elapsed(chip->substream);
	return 0;
}

static int scoter_timer_transfer(struct scoter *chip)
{
	mod_timer(&chip->timer, jiffies + 1);
	return 0;
}

static int scoter_silence(struct scoter *chip)
{
	writel(0, chip->regs);
	return 0;
}

static void scoter_timer(struct timer_list *t)
{
	struct scoter *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
}

static const struct scoter_handler scoter_pio = {
	.transfer = scoter_pio_transfer,
	.stop = scoter_silence,
};

static const struct scoter_handler scoter_polled = {
	.transfer = scoter_timer_transfer,
	.stop = scoter_silence,
};

static irqreturn_t scoter_interrupt(int irq, void *dev_id)
{
	struct scoter *chip = dev_id;

	scoter_call(chip, transfer);
	return IRQ_HANDLED;
}

static int scoter_open(struct snd_pcm_substream *substream)
{
	struct scoter *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int scoter_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct scoter *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return cmd == SNDRV_PCM_TRIGGER_START ? scoter_call(chip, transfer) : scoter_call(chip, stop);
}

static snd_pcm_uframes_t scoter_pointer(struct snd_pcm_substream *substream)
{
	struct scoter *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops scoter_ops = { /* want PCM001 PCM002 */ /* context irq scoter_interrupt; timer scoter_timer */
	.open = scoter_open,
	.trigger = scoter_trigger,
	.pointer = scoter_pointer,
};

int scoter_create(struct scoter *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "scoter", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &scoter_ops);
	chip->handler = chip->irq > 0 ? &scoter_pio : &scoter_polled;
	timer_setup(&chip->timer, scoter_timer, 0);
	return chip->irq > 0 ? request_irq(chip->irq, scoter_interrupt, 0, "scoter", chip) : 0;
}

MODULE_LICENSE("GPL");
