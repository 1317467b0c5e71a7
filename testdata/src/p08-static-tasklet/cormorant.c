// SPDX-License-Identifier: GPL-2.0
/* The tasklet is set up at compile time by DECLARE_TASKLET(). */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

static struct snd_pcm_substream *cormorant_substream;

static void cormorant_run(struct tasklet_struct *unused)
{
	snd_pcm_period_elapsed(cormorant_substream);
}

static DECLARE_TASKLET(cormorant_tasklet, cormorant_run);

struct cormorant {
	void __iomem *regs;
	int irq;
};

static irqreturn_t cormorant_interrupt(int irq, void *dev_id)
{
	struct cormorant *chip = dev_id;

	writel(0, chip->regs + 8);
	tasklet_schedule(&cormorant_tasklet);
	return IRQ_HANDLED;
}

static int cormorant_open(struct snd_pcm_substream *substream)
{
	cormorant_substream = substream;
	return 0;
}

static int cormorant_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct cormorant *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t cormorant_pointer(struct snd_pcm_substream *substream)
{
	struct cormorant *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops cormorant_ops = { /* want PCM002 */ /* context tasklet cormorant_run */
	.open = cormorant_open,
	.trigger = cormorant_trigger,
	.pointer = cormorant_pointer,
};

int cormorant_create(struct cormorant *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "cormorant", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &cormorant_ops);
	return request_irq(chip->irq, cormorant_interrupt, IRQF_SHARED, "cormorant", chip);
}

MODULE_LICENSE("GPL");
