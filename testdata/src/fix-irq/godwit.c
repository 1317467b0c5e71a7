// SPDX-License-Identifier: GPL-2.0
/* One board, one IRQ, several cards that are made after it was requested: each card learns the number when it is tied to the board. */
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct godwit_board {
	struct snd_pcm_substream *substream;
	int irq;
};

struct godwit {
	struct snd_card *card;
	struct godwit_board *board;
};

static irqreturn_t godwit_interrupt(int irq, void *dev_id)
{
	struct godwit_board *board = dev_id;

	snd_pcm_period_elapsed(board->substream);
	return IRQ_HANDLED;
}

static int godwit_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct godwit *chip = snd_pcm_substream_chip(substream);

	chip->board->substream = substream;
	return 0;
}

static const struct snd_pcm_ops godwit_ops = { /* want PCM001 */
	.trigger = godwit_trigger,
};

static int godwit_create(struct godwit_board *board, struct snd_card *card)
{
	struct godwit *chip;
	struct snd_pcm *pcm;
	int err;

	chip = kzalloc(sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	chip->card = card;
	chip->board = board;

	err = snd_pcm_new(card, "godwit", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &godwit_ops);
	return 0;
}

int godwit_probe(struct pci_dev *pci, struct godwit_board *board, struct snd_card *cards[], int n)
{
	int i, err;

	if (request_irq(pci->irq, godwit_interrupt, IRQF_SHARED, KBUILD_MODNAME, board))
		return -EBUSY;
	board->irq = pci->irq;

	for (i = 0; i < n; i++) {
		err = godwit_create(board, cards[i]);
		if (err < 0)
			return err;
	}
	return 0;
}
