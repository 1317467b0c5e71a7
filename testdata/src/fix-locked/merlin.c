// SPDX-License-Identifier: GPL-2.0
/* As kestrel, but a stream that was suspended goes on without .prepare: killed URBs would stay so. */
#include <linux/mutex.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct merlin {
	struct mutex mutex;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	struct urb *urb;
	bool stopping;
};

static void merlin_complete(struct urb *urb)
{
	struct merlin *chip = urb->context;

	if (chip->stopping)
		return;
	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

/* with the mutex held */
static void merlin_stop(struct merlin *chip)
{
	chip->stopping = true;
	usb_kill_urb(chip->urb);
}

static int merlin_start(struct merlin *chip)
{
	chip->stopping = false;
	return usb_submit_urb(chip->urb, GFP_KERNEL);
}

static int merlin_open(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	substream->runtime->hw.info = SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_RESUME;
	return 0;
}

static int merlin_prepare(struct snd_pcm_substream *substream)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);
	int err = 0;

	mutex_lock(&chip->mutex);
	merlin_stop(chip);
	err = merlin_start(chip);
	mutex_unlock(&chip->mutex);
	return err;
}

static int merlin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct merlin *chip = snd_pcm_substream_chip(substream);

	chip->substream = cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL;
	return 0;
}

static const struct snd_pcm_ops merlin_ops = { /* want PCM002 */
	.open = merlin_open,
	.prepare = merlin_prepare,
	.trigger = merlin_trigger,
};

int merlin_create(struct merlin *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(chip->card, "merlin", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	mutex_init(&chip->mutex);
	usb_fill_int_urb(chip->urb, NULL, 0, NULL, 64, merlin_complete, chip, 1);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &merlin_ops);
	return 0;
}

void merlin_disconnect(struct usb_interface *intf)
{
	struct merlin *chip = usb_get_intfdata(intf);

	usb_kill_urb(chip->urb);
	snd_card_disconnect(chip->card);
	snd_card_free_when_closed(chip->card);
}
