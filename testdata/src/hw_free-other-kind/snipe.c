// SPDX-License-Identifier: GPL-2.0
/*
 * The periods are ended by what the firmware's interface calls, and .hw_free waits for an interrupt's bottom half that measures levels: nothing
 * says that the one is the other.
 */
#include <linux/io.h>
#include <linux/irq_work.h>
#include <linux/module.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct vendor_ipc;
int vendor_ipc_listen(struct vendor_ipc *ipc, void (*message)(void *context), void *context);

struct snipe {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct vendor_ipc *ipc;
	struct irq_work level;
};

static void snipe_message(void *context)
{
	struct snipe *chip = context;

	snd_pcm_period_elapsed(chip->substream);
}

static int snipe_open(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int snipe_hw_free(struct snd_pcm_substream *substream)
{
	struct snipe *chip = snd_pcm_substream_chip(substream);

	irq_work_sync(&chip->level);
	return 0;
}

static const struct snd_pcm_ops snipe_ops = { /* want PCM002 */ /* context callback snipe_message */
	.open = snipe_open,
	.hw_free = snipe_hw_free,
};

int snipe_create(struct snipe *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "snipe", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &snipe_ops);
	return vendor_ipc_listen(chip->ipc, snipe_message, chip);
}

MODULE_LICENSE("GPL");
