// SPDX-License-Identifier: GPL-2.0
/* As merganser, but .trigger starts the work only when the stream starts: nothing stops the URBs then. */
#include <linux/usb.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define POCHARD_URBS 4

struct pochard {
	struct snd_pcm_substream *substream;
	struct urb *urbs[POCHARD_URBS];
	struct work_struct control;
	int running;
};

static void pochard_complete(struct urb *urb)
{
	struct pochard *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static void pochard_control(struct work_struct *work)
{
	struct pochard *chip = container_of(work, struct pochard, control);
	int i;

	for (i = 0; i < POCHARD_URBS; i++) {
		if (chip->running) {
			usb_submit_urb(chip->urbs[i], GFP_KERNEL);
		} else {
			usb_kill_urb(chip->urbs[i]);
			usb_free_urb(chip->urbs[i]);
			chip->urbs[i] = NULL;
		}
	}
}

static int pochard_open(struct snd_pcm_substream *substream)
{
	struct pochard *chip = snd_pcm_substream_chip(substream);
	int i;

	chip->substream = substream;
	for (i = 0; i < POCHARD_URBS; i++) {
		chip->urbs[i] = usb_alloc_urb(1, GFP_KERNEL);
		chip->urbs[i]->context = chip;
		chip->urbs[i]->complete = pochard_complete;
	}
	return 0;
}

static int pochard_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct pochard *chip = snd_pcm_substream_chip(substream);

	chip->running = cmd == SNDRV_PCM_TRIGGER_START;
	if (chip->running)
		schedule_work(&chip->control);
	return 0;
}

static const struct snd_pcm_ops pochard_ops = { /* want PCM002 */
	.open = pochard_open,
	.trigger = pochard_trigger,
};

int pochard_create(struct snd_card *card, struct pochard *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "pochard", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	INIT_WORK(&chip->control, pochard_control);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &pochard_ops);
	return 0;
}
