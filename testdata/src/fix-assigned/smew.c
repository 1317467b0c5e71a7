// SPDX-License-Identifier: GPL-2.0
/* As wigeon, but hw_free does not wait when something else has failed. */
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <sound/soc.h>

struct smew_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int running;
};

struct smew {
	struct snd_soc_component_driver drv;
	struct smew_stream *streams;
	struct mutex lock;
};

static void smew_work(struct work_struct *work)
{
	struct smew_stream *s = container_of(work, struct smew_stream, work);

	snd_pcm_period_elapsed(s->substream);
}

static void smew_event(void *data)
{
	struct smew_stream *s = data;

	schedule_work(&s->work);
}

static struct smew_stream *smew_find(struct smew *chip, struct snd_pcm_substream *substream)
{
	return chip->streams ? &chip->streams[substream->number] : NULL;
}

static int smew_stream_free(struct smew *chip, struct smew_stream *s)
{
	s->running = 0;
	return 0;
}

static int smew_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_soc_component_get_drvdata(component);
	struct smew_stream *s = smew_find(chip, substream);

	INIT_WORK(&s->work, smew_work);
	s->substream = substream;
	dsp_listen(smew_event, s);
	return 0;
}

static int smew_hw_free(struct snd_soc_component *component,
			struct snd_pcm_substream *substream)
{
	struct smew *chip = snd_soc_component_get_drvdata(component);
	struct smew_stream *s;
	int ret;

	/* a stream without a buffer has nothing to free */
	if (!substream->runtime)
		return 0;

	s = smew_find(chip, substream);
	if (!s)
		return -EINVAL;

	ret = smew_stream_free(chip, s);
	if (ret < 0)
		return ret;
	cancel_work_sync(&s->work); /* want PCM003 */

	return ret;
}

static int smew_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return dsp_command(cmd);
}

void smew_setup(struct smew *chip)
{
	struct snd_soc_component_driver *pd = &chip->drv;

	pd->name = "smew";
	pd->open = smew_open; /* want PCM002 */
	pd->hw_free = smew_hw_free;
	pd->trigger = smew_trigger;
}
