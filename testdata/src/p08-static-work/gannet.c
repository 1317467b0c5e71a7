// SPDX-License-Identifier: GPL-2.0
/* The work is set up at compile time by DECLARE_WORK(); no INIT_WORK() says what it runs. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

static void gannet_work_fn(struct work_struct *work);
static DECLARE_WORK(gannet_work, gannet_work_fn);
static struct snd_pcm_substream *gannet_substream;

struct gannet {
	void __iomem *regs;
	int irq;
};

static void gannet_work_fn(struct work_struct *work)
{
	snd_pcm_period_elapsed(gannet_substream);
}

static irqreturn_t gannet_interrupt(int irq, void *dev_id)
{
	struct gannet *chip = dev_id;

	writel(0, chip->regs + 8);
	schedule_work(&gannet_work);
	return IRQ_HANDLED;
}

static int gannet_open(struct snd_pcm_substream *substream)
{
	gannet_substream = substream;
	return 0;
}

static int gannet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gannet *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t gannet_pointer(struct snd_pcm_substream *substream)
{
	struct gannet *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int gannet_hw_free(struct snd_pcm_substream *substream)
{
	cancel_work_sync(&gannet_work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops gannet_ops = { /* want PCM002 */ /* context work gannet_work_fn */
	.open = gannet_open,
	.hw_free = gannet_hw_free,
	.trigger = gannet_trigger,
	.pointer = gannet_pointer,
};

int gannet_create(struct gannet *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "gannet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &gannet_ops);
	return request_irq(chip->irq, gannet_interrupt, IRQF_SHARED, "gannet", chip);
}

MODULE_LICENSE("GPL");
