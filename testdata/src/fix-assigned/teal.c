// SPDX-License-Identifier: GPL-2.0
/* As wigeon, but hw_free waits under a lock: what that protects is not known. */
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <sound/soc.h>

struct teal_stream {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int running;
};

struct teal {
	struct snd_soc_component_driver drv;
	struct teal_stream *streams;
	struct mutex lock;
};

static void teal_work(struct work_struct *work)
{
	struct teal_stream *s = container_of(work, struct teal_stream, work);

	snd_pcm_period_elapsed(s->substream);
}

static void teal_event(void *data)
{
	struct teal_stream *s = data;

	schedule_work(&s->work);
}

static struct teal_stream *teal_find(struct teal *chip, struct snd_pcm_substream *substream)
{
	return chip->streams ? &chip->streams[substream->number] : NULL;
}

static int teal_stream_free(struct teal *chip, struct teal_stream *s)
{
	s->running = 0;
	return 0;
}

static int teal_open(struct snd_soc_component *component, struct snd_pcm_substream *substream)
{
	struct teal *chip = snd_soc_component_get_drvdata(component);
	struct teal_stream *s = teal_find(chip, substream);

	INIT_WORK(&s->work, teal_work);
	s->substream = substream;
	dsp_listen(teal_event, s);
	return 0;
}

static int teal_hw_free(struct snd_soc_component *component,
			struct snd_pcm_substream *substream)
{
	struct teal *chip = snd_soc_component_get_drvdata(component);
	struct teal_stream *s;
	int ret;

	/* a stream without a buffer has nothing to free */
	if (!substream->runtime)
		return 0;

	s = teal_find(chip, substream);
	if (!s)
		return -EINVAL;

	mutex_lock(&chip->lock);
	ret = teal_stream_free(chip, s);
	cancel_work_sync(&s->work); /* want PCM003 */
	mutex_unlock(&chip->lock);

	return ret;
}

static int teal_trigger(struct snd_soc_component *component, struct snd_pcm_substream *substream, int cmd)
{
	return dsp_command(cmd);
}

void teal_setup(struct teal *chip)
{
	struct snd_soc_component_driver *pd = &chip->drv;

	pd->name = "teal";
	pd->open = teal_open; /* want PCM002 */
	pd->hw_free = teal_hw_free;
	pd->trigger = teal_trigger;
}
