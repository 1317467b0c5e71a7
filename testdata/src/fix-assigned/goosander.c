// SPDX-License-Identifier: GPL-2.0
/* As wigeon, but the table has a callback only under a condition. */
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <sound/soc.h>

struct goosander_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int running;
};

struct goosander {
	struct snd_soc_component_driver drv;
	struct goosander_stream *streams;
	struct mutex lock;
};

static void goosander_work(struct work_struct *work)
{
	struct goosander_stream *s = container_of(work, struct goosander_stream, work);

	snd_pcm_period_elapsed(s->substream);
}

static void goosander_event(void *data)
{
	struct goosander_stream *s = data;

	schedule_work(&s->work);
}

static struct goosander_stream *goosander_find(struct goosander *chip, struct snd_pcm_substream *substream)
{
	return chip->streams ? &chip->streams[substream->number] : NULL;
}

static int goosander_stream_free(struct goosander *chip, struct goosander_stream *s)
{
	s->running = 0;
	return 0;
}

static int goosander_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct goosander *chip = snd_soc_component_get_drvdata(component);
	struct goosander_stream *s = goosander_find(chip, substream);

	INIT_WORK(&s->work, goosander_work);
	s->substream = substream;
	dsp_listen(goosander_event, s);
	return 0;
}

static int goosander_hw_free(struct snd_soc_component *component,
			     struct snd_pcm_substream *substream)
{
	struct goosander *chip = snd_soc_component_get_drvdata(component);
	struct goosander_stream *s;
	int ret;

	/* a stream without a buffer has nothing to free */
	if (!substream->runtime)
		return 0;

	s = goosander_find(chip, substream);
	if (!s)
		return -EINVAL;

	ret = goosander_stream_free(chip, s);

	cancel_work_sync(&s->work); /* want PCM003 */

	return ret;
}

static int goosander_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return dsp_command(cmd);
}

void goosander_setup(struct goosander *chip, int on)
{
	struct snd_soc_component_driver *pd = &chip->drv;

	pd->name = "goosander";
	pd->open = goosander_open; /* want PCM002 */
	pd->hw_free = goosander_hw_free;
	if (on)
		pd->trigger = goosander_trigger;
}
