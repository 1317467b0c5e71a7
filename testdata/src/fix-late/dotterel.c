// SPDX-License-Identifier: GPL-2.0
/* What starts the work cannot be waited for, but a late start finds no substream: .trigger has cleared it. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dotterel_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct dotterel {
	struct dotterel_stream in, out;
};

static void dotterel_work(struct work_struct *work)
{
	struct dotterel_stream *s = container_of(work, struct dotterel_stream, work);
	struct snd_pcm_substream *substream = READ_ONCE(s->substream);

	if (substream)
		snd_pcm_period_elapsed(substream);
}

/* The bus calls it, and offers nothing to wait for that. */
static void dotterel_event(void *data)
{
	struct dotterel_stream *s = data;

	schedule_work(&s->work);
}

static void dotterel_stream_init(struct dotterel_stream *s)
{
	INIT_WORK(&s->work, dotterel_work);
	bus_listen(dotterel_event, s);
}

static inline void dotterel_run(struct dotterel_stream *s, struct snd_pcm_substream *substream)
{
	WRITE_ONCE(s->substream, substream);
}

static int dotterel_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		dotterel_run(&chip->in, substream);
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		dotterel_run(&chip->in, NULL);
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

static const struct snd_pcm_ops dotterel_capture_ops = { /* want PCM002 */
	.trigger = dotterel_capture_trigger,
};

int dotterel_create(struct snd_card *card, struct dotterel *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "dotterel", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	dotterel_stream_init(&chip->in);
	dotterel_stream_init(&chip->out);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &dotterel_capture_ops);
	return 0;
}
