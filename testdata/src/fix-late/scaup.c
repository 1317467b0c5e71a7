// SPDX-License-Identifier: GPL-2.0
/* As dotterel, but what starts the work sets the substream again. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct scaup_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

struct scaup {
	struct scaup_stream in, out;
};

static void scaup_work(struct work_struct *work)
{
	struct scaup_stream *s = container_of(work, struct scaup_stream, work);
	struct snd_pcm_substream *substream = READ_ONCE(s->substream);

	if (substream)
		snd_pcm_period_elapsed(substream);
}

static struct snd_pcm_substream *latest;

/* The bus calls it, and offers nothing to wait for that. */
static void scaup_event(void *data)
{
	struct scaup_stream *s = data;

	s->substream = latest;

	schedule_work(&s->work);
}

static void scaup_stream_init(struct scaup_stream *s)
{
	INIT_WORK(&s->work, scaup_work);
	bus_listen(scaup_event, s);
}

static inline void scaup_run(struct scaup_stream *s, struct snd_pcm_substream *substream)
{
	WRITE_ONCE(s->substream, substream);
}

static int scaup_capture_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct scaup *chip = snd_pcm_substream_chip(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		latest = substream;
		scaup_run(&chip->in, substream);
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		scaup_run(&chip->in, NULL);
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

static const struct snd_pcm_ops scaup_capture_ops = { /* want PCM002 */
	.trigger = scaup_capture_trigger,
};

int scaup_create(struct snd_card *card, struct scaup *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "scaup", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	scaup_stream_init(&chip->in);
	scaup_stream_init(&chip->out);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &scaup_capture_ops);
	return 0;
}
