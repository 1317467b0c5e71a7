// SPDX-License-Identifier: GPL-2.0
/* As dotterel, with an early return and without helpers. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct stint_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct stint {
	struct stint_stream in, out;
};

static void stint_work(struct work_struct *work)
{
	struct stint_stream *s = container_of(work, struct stint_stream, work);
	struct snd_pcm_substream *substream = READ_ONCE(s->substream);

	if (!substream)
		return;
	snd_pcm_period_elapsed(substream);
}

/* The bus calls it, and offers nothing to wait for that. */
static void stint_event(void *data)
{
	struct stint_stream *s = data;

	schedule_work(&s->work);
}

static void stint_stream_init(struct stint_stream *s)
{
	INIT_WORK(&s->work, stint_work);
	bus_listen(stint_event, s);
}

static inline void stint_run(struct stint_stream *s, struct snd_pcm_substream *substream)
{
	WRITE_ONCE(s->substream, substream);
}

static int stint_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct stint *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		chip->in.substream = substream;
		break;
	case SNDRV_PCM_TRIGGER_SUSPEND:
	case SNDRV_PCM_TRIGGER_STOP:
		chip->in.substream = NULL;
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

static const struct snd_pcm_ops stint_capture_ops = { /* want PCM002 */
	.trigger = stint_capture_trigger,
};

int stint_create(struct snd_card *card, struct stint *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "stint", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	stint_stream_init(&chip->in);
	stint_stream_init(&chip->out);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &stint_capture_ops);
	return 0;
}
