#include "x.h"

static const struct snd_pcm_ops snd_x_playback_ops = {
	.trigger =	snd_x_trigger,
	.pointer =	snd_x_pointer,
};
/* ÿş [31m */ static const struct snd_pcm_ops snd_x_capture_ops = {
};
static int snd_x_hw_free(struct snd_pcm_substream *s)
{
	cancel_work_sync(&chip->work);
	return 0;
}