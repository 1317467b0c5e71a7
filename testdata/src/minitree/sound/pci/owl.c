// SPDX-License-Identifier: GPL-2.0
/*
 * With CONFIG_SND_OWL_NIGHT the table has .sync_stop, without it not. That cannot be judged
 * without a configuration.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct owl {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
};

static void owl_work(struct work_struct *work)
{
	struct owl *chip = container_of(work, struct owl, work);

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
}

static irqreturn_t owl_interrupt(int irq, void *dev_id)
{
	struct owl *chip = dev_id;

	schedule_work(&chip->work);
	return IRQ_HANDLED;
}

static int owl_open(struct snd_pcm_substream *substream)
{
	struct owl *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int owl_close(struct snd_pcm_substream *substream)
{
	struct owl *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int owl_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct owl *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t owl_pointer(struct snd_pcm_substream *substream)
{
	struct owl *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

#ifdef CONFIG_SND_OWL_NIGHT
static int owl_sync_stop(struct snd_pcm_substream *substream)
{
	struct owl *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}
#endif

static const struct snd_pcm_ops owl_ops = { /* status unknown */
	.open = owl_open,
	.close = owl_close,
	.trigger = owl_trigger,
#ifdef CONFIG_SND_OWL_NIGHT
	.sync_stop = owl_sync_stop,
#endif
	.pointer = owl_pointer,
};

static int owl_probe(struct pci_dev *pci)
{
	struct snd_card *card;
	struct snd_pcm *pcm;
	struct owl *chip;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	chip = card->private_data;
	chip->regs = pci->bar;
	chip->irq = pci->irq;
	err = snd_pcm_new(card, "owl", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &owl_ops);
	INIT_WORK(&chip->work, owl_work);
	err = request_irq(chip->irq, owl_interrupt, IRQF_SHARED, "owl", chip);
	if (err < 0)
		return err;
	return snd_card_register(card);
}

static struct pci_driver owl_driver = {
	.name = "owl",
	.probe = owl_probe,
};
module_pci_driver(owl_driver);

MODULE_LICENSE("GPL");
