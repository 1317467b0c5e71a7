// SPDX-License-Identifier: GPL-2.0
/* As wigeon, but hw_free gives back what it has looked up. */
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <sound/soc.h>

struct tufted_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int running;
};

struct tufted {
	struct snd_soc_component_driver drv;
	struct tufted_stream *streams;
	struct mutex lock;
};

static void tufted_work(struct work_struct *work)
{
	struct tufted_stream *s = container_of(work, struct tufted_stream, work);

	snd_pcm_period_elapsed(s->substream);
}

static void tufted_event(void *data)
{
	struct tufted_stream *s = data;

	schedule_work(&s->work);
}

static struct tufted_stream *tufted_find(struct tufted *chip, struct snd_pcm_substream *substream)
{
	return chip->streams ? &chip->streams[substream->number] : NULL;
}

static int tufted_stream_free(struct tufted *chip, struct tufted_stream *s)
{
	s->running = 0;
	return 0;
}

static int tufted_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct tufted *chip = snd_soc_component_get_drvdata(component);
	struct tufted_stream *s = tufted_find(chip, substream);

	INIT_WORK(&s->work, tufted_work);
	s->substream = substream;
	dsp_listen(tufted_event, s);
	return 0;
}

static int tufted_hw_free(struct snd_soc_component *component,
			  struct snd_pcm_substream *substream)
{
	struct tufted *chip = snd_soc_component_get_drvdata(component);
	struct tufted_stream *s;
	int ret;

	/* a stream without a buffer has nothing to free */
	if (!substream->runtime)
		return 0;

	s = tufted_find(chip, substream);
	if (!s)
		return -EINVAL;

	ret = tufted_stream_free(chip, s);

	cancel_work_sync(&s->work); /* want PCM003 */
	tufted_put(s);

	return ret;
}

static int tufted_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return dsp_command(cmd);
}

void tufted_setup(struct tufted *chip)
{
	struct snd_soc_component_driver *pd = &chip->drv;

	pd->name = "tufted";
	pd->open = tufted_open; /* want PCM002 */
	pd->hw_free = tufted_hw_free;
	pd->trigger = tufted_trigger;
}
