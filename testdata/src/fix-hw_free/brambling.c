// SPDX-License-Identifier: GPL-2.0
/* hw_free waits for the stream's own work and does other things too: the wait moves to .sync_stop, the rest stays. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct brambling {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int running;
};

static void brambling_work(struct work_struct *work)
{
	struct brambling *s = container_of(work, struct brambling, work);

	snd_pcm_period_elapsed(s->substream);
}

static int brambling_open(struct snd_pcm_substream *substream)
{
	struct brambling *s = kzalloc(sizeof(*s), GFP_KERNEL);

	if (!s)
		return -ENOMEM;
	s->substream = substream;
	INIT_WORK(&s->work, brambling_work);
	substream->runtime->private_data = s;
	return 0;
}

static int brambling_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct brambling *s = substream->runtime->private_data;

	schedule_work(&s->work);
	return 0;
}

static int brambling_hw_free(struct snd_pcm_substream *substream)
{
	struct brambling *s = substream->runtime->private_data;

	cancel_work_sync(&s->work); /* want PCM003 */
	s->running = 0;
	return 0;
}

static const struct snd_pcm_ops brambling_ops = { /* want PCM002 */
	.open		= brambling_open,
	.hw_free	= brambling_hw_free,
	.trigger	= brambling_trigger,
};

int brambling_create(struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "brambling", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &brambling_ops);
	return 0;
}
