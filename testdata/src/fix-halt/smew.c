// SPDX-License-Identifier: GPL-2.0
/*
 * The work queues itself for the only stream there is: flush_work() would wait for one of its runs, so that the repair
 * cancels it.
 */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct smew {
	struct snd_pcm_substream *substream;
	struct work_struct poll;
};

static void smew_poll(struct work_struct *work)
{
	struct smew *chip = container_of(work, struct smew, poll);

	snd_pcm_period_elapsed(chip->substream);
	schedule_work(&chip->poll);
}

static int smew_open(struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int smew_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct smew *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START)
		schedule_work(&chip->poll);
	return 0;
}

static const struct snd_pcm_ops smew_ops = { /* want PCM002 */
	.open = smew_open,
	.trigger = smew_trigger,
};

int smew_create(struct snd_card *card, struct smew *chip)
{
	struct snd_pcm *pcm;
	int err;

	INIT_WORK(&chip->poll, smew_poll);
	err = snd_pcm_new(card, "smew", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &smew_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
