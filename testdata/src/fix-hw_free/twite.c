// SPDX-License-Identifier: GPL-2.0
/* The work starts itself again once an event has started it: cancelled in .sync_stop, it would not run after an xrun. */
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct twite {
	struct snd_pcm_substream *substream;
	struct delayed_work work;
};

static void twite_copy(struct work_struct *work)
{
	struct twite *chip = container_of(work, struct twite, work.work);

	snd_pcm_period_elapsed(chip->substream);
	schedule_delayed_work(&chip->work, 1);
}

static void twite_event(void *data)
{
	struct twite *chip = data;

	schedule_delayed_work(&chip->work, 0);
}

static int twite_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return dsp_command(cmd);
}

static int twite_hw_free(struct snd_pcm_substream *substream)
{
	struct twite *chip = snd_pcm_substream_chip(substream);

	cancel_delayed_work_sync(&chip->work); /* want PCM003 */
	chip->substream = NULL;
	return 0;
}

static const struct snd_pcm_ops twite_ops = { /* want PCM002 */
	.hw_free = twite_hw_free,
	.trigger = twite_trigger,
};

int twite_create(struct snd_card *card, struct twite *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "twite", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	INIT_DELAYED_WORK(&chip->work, twite_copy);
	voice_listen(twite_event, chip);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &twite_ops);
	return 0;
}
