// SPDX-License-Identifier: GPL-2.0
/* A message of the mailbox ends the period. The table has .sync_stop, which waits. */
#include <linux/completion.h>
#include <linux/io.h>
#include <linux/mailbox_client.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct callback_clean {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct mbox_client client;
	struct mbox_chan *mbox;
	struct completion done;
};

static void callback_clean_receive(struct mbox_client *client, void *message)
{
	struct callback_clean *chip = container_of(client, struct callback_clean, client);

	snd_pcm_period_elapsed(chip->substream);
	complete(&chip->done);
}

static int callback_clean_open(struct snd_pcm_substream *substream)
{
	struct callback_clean *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int callback_clean_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct callback_clean *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t callback_clean_pointer(struct snd_pcm_substream *substream)
{
	struct callback_clean *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int callback_clean_sync_stop(struct snd_pcm_substream *substream)
{
	struct callback_clean *chip = snd_pcm_substream_chip(substream);

	wait_for_completion(&chip->done);
	return 0;
}

static const struct snd_pcm_ops callback_clean_ops = { /* status synced */ /* context callback callback_clean_receive */
	.open = callback_clean_open,
	.sync_stop = callback_clean_sync_stop,
	.trigger = callback_clean_trigger,
	.pointer = callback_clean_pointer,
};

int callback_clean_create(struct callback_clean *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "callback_clean", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &callback_clean_ops);
	chip->client.rx_callback = callback_clean_receive;
	chip->mbox = mbox_request_channel(&chip->client, 0);
	return 0;
}

MODULE_LICENSE("GPL");
