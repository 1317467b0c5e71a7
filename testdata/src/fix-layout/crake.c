// SPDX-License-Identifier: GPL-2.0
/* Two tables share the new callback, and an option takes the first of them out: the callback stands in front of it. */
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct crake {
	struct snd_pcm_substream *substream;
	struct timer_list timer;
};

static void crake_timer(struct timer_list *t)
{
	struct crake *chip = from_timer(chip, t, timer);

	snd_pcm_period_elapsed(chip->substream);
	mod_timer(&chip->timer, jiffies + 1);
}

static int crake_open(struct snd_pcm_substream *substream)
{
	struct crake *chip = kzalloc(sizeof(*chip), GFP_KERNEL);

	if (!chip)
		return -ENOMEM;
	chip->substream = substream;
	timer_setup(&chip->timer, crake_timer, 0);
	substream->runtime->private_data = chip;
	return 0;
}

static int crake_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct crake *chip = substream->runtime->private_data;

	if (cmd == SNDRV_PCM_TRIGGER_START)
		mod_timer(&chip->timer, jiffies + 1);
	else
		del_timer(&chip->timer);
	return 0;
}

#ifdef CONFIG_CRAKE_CAPTURE
/* what is recorded */
static const struct snd_pcm_ops crake_capture_ops = { /* want PCM002 */
	.open = crake_open,
	.trigger = crake_trigger,
};
#endif

static const struct snd_pcm_ops crake_playback_ops = { /* want PCM002 */
	.open = crake_open,
	.trigger = crake_trigger,
};

int crake_create(struct snd_pcm *pcm)
{
#ifdef CONFIG_CRAKE_CAPTURE
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &crake_capture_ops);
#endif
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &crake_playback_ops);
	return 0;
}
