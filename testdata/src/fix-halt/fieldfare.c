// SPDX-License-Identifier: GPL-2.0
/* STOP takes back the channel that the work belongs to: the only way to it is gone when the core waits. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct fieldfare_channel {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct fieldfare {
	struct fieldfare_channel channels[8];
	struct fieldfare_channel *used;
};

static void fieldfare_work(struct work_struct *work)
{
	struct fieldfare_channel *c = container_of(work, struct fieldfare_channel, work);

	snd_pcm_period_elapsed(c->substream);
}

static int fieldfare_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	if (cmd == SNDRV_PCM_TRIGGER_START) {
		chip->used = &chip->channels[substream->number];
		schedule_work(&chip->used->work);
	} else {
		chip->used = NULL;
	}
	return 0;
}

static snd_pcm_uframes_t fieldfare_pointer(struct snd_pcm_substream *substream)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);
	struct fieldfare_channel *c = chip->used;

	return work_busy(&c->work);
}

static const struct snd_pcm_ops fieldfare_ops = { /* want PCM002 */
	.trigger = fieldfare_trigger,
	.pointer = fieldfare_pointer,
};

int fieldfare_create(struct snd_card *card, struct snd_pcm *pcm, struct fieldfare *chip)
{
	int i;

	for (i = 0; i < 8; i++)
		INIT_WORK(&chip->channels[i].work, fieldfare_work);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &fieldfare_ops);
	return 0;
}
