// SPDX-License-Identifier: GPL-2.0
/* A table filled at run time. What starts the work cannot be waited for, but hw_free knows how to wait for the work. */
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <sound/soc.h>

struct wigeon_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int running;
};

struct wigeon {
	struct snd_soc_component_driver drv;
	struct wigeon_stream *streams;
	struct mutex lock;
};

static void wigeon_work(struct work_struct *work)
{
	struct wigeon_stream *s = container_of(work, struct wigeon_stream, work);

	snd_pcm_period_elapsed(s->substream);
}

static void wigeon_event(void *data)
{
	struct wigeon_stream *s = data;

	schedule_work(&s->work);
}

static struct wigeon_stream *wigeon_find(struct wigeon *chip, struct snd_pcm_substream *substream)
{
	return chip->streams ? &chip->streams[substream->number] : NULL;
}

static int wigeon_stream_free(struct wigeon *chip, struct wigeon_stream *s)
{
	s->running = 0;
	return 0;
}

static int wigeon_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct wigeon *chip = snd_soc_component_get_drvdata(component);
	struct wigeon_stream *s = wigeon_find(chip, substream);

	INIT_WORK(&s->work, wigeon_work);
	s->substream = substream;
	dsp_listen(wigeon_event, s);
	return 0;
}

static int wigeon_hw_free(struct snd_soc_component *component,
			  struct snd_pcm_substream *substream)
{
	struct wigeon *chip = snd_soc_component_get_drvdata(component);
	struct wigeon_stream *s;
	int ret;

	/* a stream without a buffer has nothing to free */
	if (!substream->runtime)
		return 0;

	s = wigeon_find(chip, substream);
	if (!s)
		return -EINVAL;

	ret = wigeon_stream_free(chip, s);

	cancel_work_sync(&s->work); /* want PCM003 */

	return ret;
}

static int wigeon_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return dsp_command(cmd);
}

void wigeon_setup(struct wigeon *chip)
{
	struct snd_soc_component_driver *pd = &chip->drv;

	pd->name = "wigeon";
	pd->open = wigeon_open; /* want PCM002 */
	pd->hw_free = wigeon_hw_free;
	pd->trigger = wigeon_trigger;
}
