// SPDX-License-Identifier: GPL-2.0
/* .prepare kills the URB and submits it again, under a mutex: .sync_stop does the first half. */
#include <linux/mutex.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct kestrel {
	struct mutex mutex;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	struct urb *urb;
	bool stopping;
};

static void kestrel_complete(struct urb *urb)
{
	struct kestrel *chip = urb->context;

	if (chip->stopping)
		return;
	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

/* with the mutex held */
static void kestrel_stop(struct kestrel *chip)
{
	chip->stopping = true;
	usb_kill_urb(chip->urb);
}

static int kestrel_start(struct kestrel *chip)
{
	chip->stopping = false;
	return usb_submit_urb(chip->urb, GFP_KERNEL);
}

static int kestrel_open(struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_pcm_substream_chip(substream);

	substream->runtime->hw.info = SNDRV_PCM_INFO_MMAP;
	return 0;
}

static int kestrel_prepare(struct snd_pcm_substream *substream)
{
	struct kestrel *chip = snd_pcm_substream_chip(substream);
	int err = 0;

	mutex_lock(&chip->mutex);
	kestrel_stop(chip);
	err = kestrel_start(chip);
	mutex_unlock(&chip->mutex);
	return err;
}

static int kestrel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kestrel *chip = snd_pcm_substream_chip(substream);

	chip->substream = cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL;
	return 0;
}

static const struct snd_pcm_ops kestrel_ops = { /* want PCM002 */
	.open = kestrel_open,
	.prepare = kestrel_prepare,
	.trigger = kestrel_trigger,
};

int kestrel_create(struct kestrel *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(chip->card, "kestrel", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	mutex_init(&chip->mutex);
	usb_fill_int_urb(chip->urb, NULL, 0, NULL, 64, kestrel_complete, chip, 1);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kestrel_ops);
	return 0;
}

void kestrel_disconnect(struct usb_interface *intf)
{
	struct kestrel *chip = usb_get_intfdata(intf);

	usb_kill_urb(chip->urb);
	snd_card_disconnect(chip->card);
	snd_card_free_when_closed(chip->card);
}
