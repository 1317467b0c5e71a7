// SPDX-License-Identifier: GPL-2.0
/* As kestrel, with two streams, of which one would stop the other. */
#include <linux/mutex.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct harrier {
	struct mutex mutex;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	struct urb *urb;
	bool stopping;
};

static void harrier_complete(struct urb *urb)
{
	struct harrier *chip = urb->context;

	if (chip->stopping)
		return;
	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

/* with the mutex held */
static void harrier_stop(struct harrier *chip)
{
	chip->stopping = true;
	usb_kill_urb(chip->urb);
}

static int harrier_start(struct harrier *chip)
{
	chip->stopping = false;
	return usb_submit_urb(chip->urb, GFP_KERNEL);
}

static int harrier_open(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	substream->runtime->hw.info = SNDRV_PCM_INFO_MMAP;
	return 0;
}

static int harrier_prepare(struct snd_pcm_substream *substream)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);
	int err = 0;

	mutex_lock(&chip->mutex);
	harrier_stop(chip);
	err = harrier_start(chip);
	mutex_unlock(&chip->mutex);
	return err;
}

static int harrier_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct harrier *chip = snd_pcm_substream_chip(substream);

	chip->substream = cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL;
	return 0;
}

static const struct snd_pcm_ops harrier_ops = { /* want PCM002 */
	.open = harrier_open,
	.prepare = harrier_prepare,
	.trigger = harrier_trigger,
};

int harrier_create(struct harrier *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(chip->card, "harrier", 0, 1, 1, &pcm);

	if (err < 0)
		return err;
	mutex_init(&chip->mutex);
	usb_fill_int_urb(chip->urb, NULL, 0, NULL, 64, harrier_complete, chip, 1);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &harrier_ops);
	return 0;
}

void harrier_disconnect(struct usb_interface *intf)
{
	struct harrier *chip = usb_get_intfdata(intf);

	usb_kill_urb(chip->urb);
	snd_card_disconnect(chip->card);
	snd_card_free_when_closed(chip->card);
}
