// SPDX-License-Identifier: GPL-2.0
/* The work drops the card, which waits for open streams: a wait for it in .sync_stop could wait for ever. No repair. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct turnstone {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void turnstone_work(struct work_struct *work)
{
	struct turnstone *chip = container_of(work, struct turnstone, work);

	snd_pcm_period_elapsed(chip->substream);
	snd_card_disconnect(chip->card);
}

static int turnstone_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct turnstone *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	schedule_work(&chip->work);
	return 0;
}

static const struct snd_pcm_ops turnstone_ops = { /* want PCM002 */
	.trigger = turnstone_trigger,
};

int turnstone_create(struct snd_card *card)
{
	struct turnstone *chip = card->private_data;
	struct snd_pcm *pcm;
	int err;

	chip->card = card;
	INIT_WORK(&chip->work, turnstone_work);
	err = snd_pcm_new(card, "turnstone", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &turnstone_ops);
	return 0;
}
