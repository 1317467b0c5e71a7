// SPDX-License-Identifier: GPL-2.0
/*
 * Two waits for one interrupt: ack masks it with disable_irq(), the number being a copy of the
 * bus's; trigger waits for a completion that only the handler completes.
 */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct murrelet {
	struct completion stopped;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t murrelet_interrupt(int irq, void *dev_id)
{
	struct murrelet *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	complete(&chip->stopped);
	return IRQ_HANDLED;
}

static int murrelet_open(struct snd_pcm_substream *substream)
{
	struct murrelet *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int murrelet_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct murrelet *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_STOP)
		wait_for_completion(&chip->stopped); /* want PCM004 */
	return 0;
}

static int murrelet_ack(struct snd_pcm_substream *substream)
{
	struct murrelet *chip = snd_pcm_substream_chip(substream);

	disable_irq(chip->irq); /* want PCM004 */
	enable_irq(chip->irq);
	return 0;
}

static snd_pcm_uframes_t murrelet_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops murrelet_ops = { /* status synced */
	.open = murrelet_open,
	.trigger = murrelet_trigger,
	.ack = murrelet_ack,
	.pointer = murrelet_pointer,
};

int murrelet_create(struct pci_dev *pci, struct snd_card *card, struct murrelet *chip)
{
	struct snd_pcm *pcm;
	int err;

	init_completion(&chip->stopped);
	err = request_irq(pci->irq, murrelet_interrupt, IRQF_SHARED, "murrelet", chip);
	if (err < 0)
		return err;
	chip->irq = pci->irq;
	card->sync_irq = chip->irq;
	err = snd_pcm_new(card, "murrelet", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &murrelet_ops);
	return 0;
}
