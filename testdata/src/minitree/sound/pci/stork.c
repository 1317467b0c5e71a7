// SPDX-License-Identifier: GPL-2.0
/*
 * The IRQ handler ends periods, and leaves late ones to a work. card->sync_irq makes the core wait
 * for the handler, but not for the work; hw_free cancels that by hand, which helps neither prepare
 * nor hw_params.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct stork {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct late_work;
	int irq;
};

static void stork_late_work(struct work_struct *work)
{
	struct stork *chip = container_of(work, struct stork, late_work);

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t stork_interrupt(int irq, void *dev_id)
{
	struct stork *chip = dev_id;

	if (readl(chip->regs + 8))
		schedule_work(&chip->late_work);
	else if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int stork_open(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int stork_close(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int stork_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t stork_pointer(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int stork_hw_free(struct snd_pcm_substream *substream)
{
	struct stork *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->late_work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops stork_ops = { /* want PCM002 */
	.open = stork_open,
	.close = stork_close,
	.hw_free = stork_hw_free,
	.trigger = stork_trigger,
	.pointer = stork_pointer,
};

static int stork_probe(struct pci_dev *pci)
{
	struct snd_card *card;
	struct snd_pcm *pcm;
	struct stork *chip;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	chip = card->private_data;
	chip->regs = pci->bar;
	chip->irq = pci->irq;
	err = snd_pcm_new(card, "stork", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stork_ops);
	INIT_WORK(&chip->late_work, stork_late_work);
	err = request_irq(chip->irq, stork_interrupt, IRQF_SHARED, "stork", chip);
	if (err < 0)
		return err;
	card->sync_irq = chip->irq;
	return snd_card_register(card);
}

static struct pci_driver stork_driver = {
	.name = "stork",
	.probe = stork_probe,
};
module_pci_driver(stork_driver);

MODULE_LICENSE("GPL");
