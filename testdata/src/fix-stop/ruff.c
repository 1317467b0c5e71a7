// SPDX-License-Identifier: GPL-2.0
/* A timer of each stream: both tables share the callback, which finds it in what the stream keeps to itself. */
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct ruff_stream {
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void ruff_timer(struct timer_list *t)
{
	struct ruff_stream *s = from_timer(s, t, timer);

	snd_pcm_period_elapsed(s->substream);
	mod_timer(&s->timer, jiffies + 1);
}

static int ruff_open(struct snd_pcm_substream *substream)
{
	struct ruff_stream *s = kzalloc(sizeof(*s), GFP_KERNEL);

	if (!s)
		return -ENOMEM;
	s->substream = substream;
	timer_setup(&s->timer, ruff_timer, 0);
	substream->runtime->private_data = s;
	return 0;
}

static int ruff_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct snd_pcm_runtime *runtime = substream->runtime;
	struct ruff_stream *s = runtime->private_data;

	mod_timer(&s->timer, jiffies + 1);
	return 0;
}

static const struct snd_pcm_ops ruff_playback_ops = { /* want PCM002 */
	.open =		ruff_open,
	.trigger =	ruff_trigger,
};

static const struct snd_pcm_ops ruff_capture_ops = { /* want PCM002 */
	.open = ruff_open,
	.trigger = ruff_trigger,
};

int ruff_create(struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "ruff", 0, 1, 1, &pcm);

	if (err < 0)
		return err;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &ruff_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &ruff_capture_ops);
	return 0;
}
