// SPDX-License-Identifier: GPL-2.0
/* A message of the mailbox ends the period. */
#include <linux/completion.h>
#include <linux/io.h>
#include <linux/mailbox_client.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct callback_faulty {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct mbox_client client;
	struct mbox_chan *mbox;
	struct completion done;
};

static void callback_faulty_receive(struct mbox_client *client, void *message)
{
	struct callback_faulty *chip = container_of(client, struct callback_faulty, client);

	snd_pcm_period_elapsed(chip->substream);
	complete(&chip->done);
}

static int callback_faulty_open(struct snd_pcm_substream *substream)
{
	struct callback_faulty *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int callback_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct callback_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t callback_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct callback_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops callback_faulty_ops = { /* want PCM002 */ /* context callback callback_faulty_receive */
	.open = callback_faulty_open,
	.trigger = callback_faulty_trigger,
	.pointer = callback_faulty_pointer,
};

int callback_faulty_create(struct callback_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "callback_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &callback_faulty_ops);
	chip->client.rx_callback = callback_faulty_receive;
	chip->mbox = mbox_request_channel(&chip->client, 0);
	return 0;
}

MODULE_LICENSE("GPL");
