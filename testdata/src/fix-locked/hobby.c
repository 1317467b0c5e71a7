// SPDX-License-Identifier: GPL-2.0
/* As kestrel, but .open submits the URB: after .sync_stop nobody would. */
#include <linux/mutex.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct hobby {
	struct mutex mutex;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	struct urb *urb;
	bool stopping;
};

static void hobby_complete(struct urb *urb)
{
	struct hobby *chip = urb->context;

	if (chip->stopping)
		return;
	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

/* with the mutex held */
static void hobby_stop(struct hobby *chip)
{
	chip->stopping = true;
	usb_kill_urb(chip->urb);
}

static int hobby_start(struct hobby *chip)
{
	chip->stopping = false;
	return usb_submit_urb(chip->urb, GFP_KERNEL);
}

static int hobby_open(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	substream->runtime->hw.info = SNDRV_PCM_INFO_MMAP;
	return hobby_start(chip);
}

static int hobby_prepare(struct snd_pcm_substream *substream)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);
	int err = 0;

	mutex_lock(&chip->mutex);
	hobby_stop(chip);
	memset(chip->urb->transfer_buffer, 0, 64);
	mutex_unlock(&chip->mutex);
	return err;
}

static int hobby_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct hobby *chip = snd_pcm_substream_chip(substream);

	chip->substream = cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL;
	return 0;
}

static const struct snd_pcm_ops hobby_ops = { /* want PCM002 */
	.open = hobby_open,
	.prepare = hobby_prepare,
	.trigger = hobby_trigger,
};

int hobby_create(struct hobby *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(chip->card, "hobby", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	mutex_init(&chip->mutex);
	usb_fill_int_urb(chip->urb, NULL, 0, NULL, 64, hobby_complete, chip, 1);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &hobby_ops);
	return 0;
}

void hobby_disconnect(struct usb_interface *intf)
{
	struct hobby *chip = usb_get_intfdata(intf);

	usb_kill_urb(chip->urb);
	snd_card_disconnect(chip->card);
	snd_card_free_when_closed(chip->card);
}
