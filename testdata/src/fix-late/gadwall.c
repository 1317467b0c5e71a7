// SPDX-License-Identifier: GPL-2.0
/* As dotterel, but what is told is not what was tested. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct gadwall_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct gadwall {
	struct gadwall_stream in, out;
};

static void gadwall_work(struct work_struct *work)
{
	struct gadwall_stream *s = container_of(work, struct gadwall_stream, work);

	if (s->substream)
		snd_pcm_period_elapsed(s->substream);
}

/* The bus calls it, and offers nothing to wait for that. */
static void gadwall_event(void *data)
{
	struct gadwall_stream *s = data;

	schedule_work(&s->work);
}

static void gadwall_stream_init(struct gadwall_stream *s)
{
	INIT_WORK(&s->work, gadwall_work);
	bus_listen(gadwall_event, s);
}

static inline void gadwall_run(struct gadwall_stream *s, struct snd_pcm_substream *substream)
{
	WRITE_ONCE(s->substream, substream);
}

static int gadwall_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		gadwall_run(&chip->in, substream);
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		gadwall_run(&chip->in, NULL);
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

static const struct snd_pcm_ops gadwall_capture_ops = { /* want PCM002 */
	.trigger = gadwall_capture_trigger,
};

int gadwall_create(struct snd_card *card, struct gadwall *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "gadwall", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	gadwall_stream_init(&chip->in);
	gadwall_stream_init(&chip->out);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &gadwall_capture_ops);
	return 0;
}
