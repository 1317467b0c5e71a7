// SPDX-License-Identifier: GPL-2.0
/* As dotterel, but the work does not test what it has read: a late start is not harmless. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct garganey_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct garganey {
	struct garganey_stream in, out;
};

static void garganey_work(struct work_struct *work)
{
	struct garganey_stream *s = container_of(work, struct garganey_stream, work);

	snd_pcm_period_elapsed(s->substream);
}

/* The bus calls it, and offers nothing to wait for that. */
static void garganey_event(void *data)
{
	struct garganey_stream *s = data;

	schedule_work(&s->work);
}

static void garganey_stream_init(struct garganey_stream *s)
{
	INIT_WORK(&s->work, garganey_work);
	bus_listen(garganey_event, s);
}

static inline void garganey_run(struct garganey_stream *s, struct snd_pcm_substream *substream)
{
	WRITE_ONCE(s->substream, substream);
}

static int garganey_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct garganey *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		garganey_run(&chip->in, substream);
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		garganey_run(&chip->in, NULL);
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

static const struct snd_pcm_ops garganey_capture_ops = { /* want PCM002 */
	.trigger = garganey_capture_trigger,
};

int garganey_create(struct snd_card *card, struct garganey *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "garganey", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	garganey_stream_init(&chip->in);
	garganey_stream_init(&chip->out);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &garganey_capture_ops);
	return 0;
}
