// SPDX-License-Identifier: GPL-2.0
/* As dotterel, but a stream that stops is not cleared, one that pauses is. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct pintail_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct pintail {
	struct pintail_stream in, out;
};

static void pintail_work(struct work_struct *work)
{
	struct pintail_stream *s = container_of(work, struct pintail_stream, work);
	struct snd_pcm_substream *substream = READ_ONCE(s->substream);

	if (substream)
		snd_pcm_period_elapsed(substream);
}

/* The bus calls it, and offers nothing to wait for that. */
static void pintail_event(void *data)
{
	struct pintail_stream *s = data;

	schedule_work(&s->work);
}

static void pintail_stream_init(struct pintail_stream *s)
{
	INIT_WORK(&s->work, pintail_work);
	bus_listen(pintail_event, s);
}

static inline void pintail_run(struct pintail_stream *s, struct snd_pcm_substream *substream)
{
	WRITE_ONCE(s->substream, substream);
}

static int pintail_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pintail *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		pintail_run(&chip->in, substream);
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		break;
	case SNDRV_PCM_TRIGGER_PAUSE_PUSH:
		pintail_run(&chip->in, NULL);
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

static const struct snd_pcm_ops pintail_capture_ops = { /* want PCM002 */
	.trigger = pintail_capture_trigger,
};

int pintail_create(struct snd_card *card, struct pintail *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "pintail", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	pintail_stream_init(&chip->in);
	pintail_stream_init(&chip->out);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &pintail_capture_ops);
	return 0;
}
