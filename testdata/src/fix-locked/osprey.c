// SPDX-License-Identifier: GPL-2.0
/* As kestrel, but the mutex is held around snd_card_disconnect(), which calls .sync_stop. */
#include <linux/mutex.h>
#include <linux/usb.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct osprey {
	struct mutex mutex;
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	struct urb *urb;
	bool stopping;
};

static void osprey_complete(struct urb *urb)
{
	struct osprey *chip = urb->context;

	if (chip->stopping)
		return;
	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

/* with the mutex held */
static void osprey_stop(struct osprey *chip)
{
	chip->stopping = true;
	usb_kill_urb(chip->urb);
}

static int osprey_start(struct osprey *chip)
{
	chip->stopping = false;
	return usb_submit_urb(chip->urb, GFP_KERNEL);
}

static int osprey_open(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	substream->runtime->hw.info = SNDRV_PCM_INFO_MMAP;
	return 0;
}

static int osprey_prepare(struct snd_pcm_substream *substream)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);
	int err = 0;

	mutex_lock(&chip->mutex);
	osprey_stop(chip);
	err = osprey_start(chip);
	mutex_unlock(&chip->mutex);
	return err;
}

static int osprey_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct osprey *chip = snd_pcm_substream_chip(substream);

	chip->substream = cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL;
	return 0;
}

static const struct snd_pcm_ops osprey_ops = { /* want PCM002 */
	.open = osprey_open,
	.prepare = osprey_prepare,
	.trigger = osprey_trigger,
};

int osprey_create(struct osprey *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(chip->card, "osprey", 0, 1, 0, &pcm);

	if (err < 0)
		return err;
	mutex_init(&chip->mutex);
	usb_fill_int_urb(chip->urb, NULL, 0, NULL, 64, osprey_complete, chip, 1);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &osprey_ops);
	return 0;
}

void osprey_disconnect(struct usb_interface *intf)
{
	struct osprey *chip = usb_get_intfdata(intf);

	mutex_lock(&chip->mutex);
	snd_card_disconnect(chip->card);
	mutex_unlock(&chip->mutex);
}
