// SPDX-License-Identifier: GPL-2.0
/* The work item that .trigger starts kills and frees the URBs: whoever waits for it has waited for them. */
#include <linux/usb.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define MERGANSER_URBS 4

struct merganser {
	struct snd_pcm_substream *substream;
	struct urb *urbs[MERGANSER_URBS];
	struct work_struct control;
	int running;
};

static void merganser_complete(struct urb *urb)
{
	struct merganser *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static void merganser_control(struct work_struct *work)
{
	struct merganser *chip = container_of(work, struct merganser, control);
	int i;

	for (i = 0; i < MERGANSER_URBS; i++) {
		if (chip->running) {
			usb_submit_urb(chip->urbs[i], GFP_KERNEL);
		} else {
			usb_kill_urb(chip->urbs[i]);
			usb_free_urb(chip->urbs[i]);
			chip->urbs[i] = NULL;
		}
	}
}

static int merganser_open(struct snd_pcm_substream *substream)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);
	int i;

	chip->substream = substream;
	for (i = 0; i < MERGANSER_URBS; i++) {
		chip->urbs[i] = usb_alloc_urb(1, GFP_KERNEL);
		chip->urbs[i]->context = chip;
		chip->urbs[i]->complete = merganser_complete;
	}
	return 0;
}

static int merganser_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct merganser *chip = snd_pcm_substream_chip(substream);

	chip->running = cmd == SNDRV_PCM_TRIGGER_START;
	schedule_work(&chip->control);
	return 0;
}

static const struct snd_pcm_ops merganser_ops = { /* want PCM002 */
	.open = merganser_open,
	.trigger = merganser_trigger,
};

int merganser_create(struct snd_card *card, struct merganser *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "merganser", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	INIT_WORK(&chip->control, merganser_control);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &merganser_ops);
	return 0;
}
