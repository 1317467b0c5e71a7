// SPDX-License-Identifier: GPL-2.0
/*
 * A chip without an interrupt: a timer polls it. trigger only asks the timer to stop, and
 * .sync_stop waits until it has.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct crane {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void crane_poll(struct timer_list *t)
{
	struct crane *chip = from_timer(chip, t, timer);

	if (chip->substream)
		snd_pcm_period_elapsed(chip->substream);
	mod_timer(&chip->timer, jiffies + 1);
}

static int crane_open(struct snd_pcm_substream *substream)
{
	struct crane *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int crane_close(struct snd_pcm_substream *substream)
{
	struct crane *chip = snd_pcm_substream_chip(substream);

	chip->substream = NULL;
	return 0;
}

static int crane_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct crane *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	if (cmd == SNDRV_PCM_TRIGGER_START)
		mod_timer(&chip->timer, jiffies + 1);
	else
		timer_delete(&chip->timer);
	return 0;
}

static int crane_sync_stop(struct snd_pcm_substream *substream)
{
	struct crane *chip = snd_pcm_substream_chip(substream);

	timer_delete_sync(&chip->timer);
	return 0;
}

static snd_pcm_uframes_t crane_pointer(struct snd_pcm_substream *substream)
{
	struct crane *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops crane_ops = { /* status synced */ /* context timer crane_poll */
	.open = crane_open,
	.close = crane_close,
	.sync_stop = crane_sync_stop,
	.trigger = crane_trigger,
	.pointer = crane_pointer,
};

static int crane_probe(struct pci_dev *pci)
{
	struct snd_card *card;
	struct snd_pcm *pcm;
	struct crane *chip;
	int err;

	err = snd_card_new(sizeof(*chip), &card);
	if (err < 0)
		return err;
	chip = card->private_data;
	chip->regs = pci->bar;
	err = snd_pcm_new(card, "crane", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &crane_ops);
	timer_setup(&chip->timer, crane_poll, 0);
	return snd_card_register(card);
}

static struct pci_driver crane_driver = {
	.name = "crane",
	.probe = crane_probe,
};
module_pci_driver(crane_driver);

MODULE_LICENSE("GPL");
