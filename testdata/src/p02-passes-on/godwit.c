// SPDX-License-Identifier: GPL-2.0
/*
 * The handler goes through two functions before it is requested: godwit_setup() passes its
 * parameter on to godwit_request(), which passes it on to request_threaded_irq(). It is the thread
 * function that ends a period.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct godwit {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t godwit_thread(int irq, void *dev_id)
{
	struct godwit *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int godwit_open(struct snd_pcm_substream *substream)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int godwit_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t godwit_pointer(struct snd_pcm_substream *substream)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops godwit_ops = { /* want PCM001 */ /* context threaded-irq godwit_thread */
	.open = godwit_open,
	.trigger = godwit_trigger,
	.pointer = godwit_pointer,
};

static int godwit_request(struct godwit *chip, irq_handler_t thread)
{
	return request_threaded_irq(chip->irq, NULL, thread, IRQF_ONESHOT, "godwit", chip);
}

static int godwit_setup(struct godwit *chip, const char *name, irq_handler_t fn)
{
	pr_info("%s: irq %d\n", name, chip->irq);
	return godwit_request(chip, fn);
}

int godwit_create(struct godwit *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "godwit", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &godwit_ops);
	return godwit_setup(chip, "godwit", godwit_thread);
}

MODULE_LICENSE("GPL");
