// SPDX-License-Identifier: GPL-2.0
/* As merganser, but an event starts the work as well, whenever it likes. */
#include <linux/usb.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define SHOVELER_URBS 4

struct shoveler {
	struct snd_pcm_substream *substream;
	struct urb *urbs[SHOVELER_URBS];
	struct work_struct control;
	int running;
};

static void shoveler_complete(struct urb *urb)
{
	struct shoveler *chip = urb->context;

	snd_pcm_period_elapsed(chip->substream);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static void shoveler_control(struct work_struct *work)
{
	struct shoveler *chip = container_of(work, struct shoveler, control);
	int i;

	for (i = 0; i < SHOVELER_URBS; i++) {
		if (chip->running) {
			usb_submit_urb(chip->urbs[i], GFP_KERNEL);
		} else {
			usb_kill_urb(chip->urbs[i]);
			usb_free_urb(chip->urbs[i]);
			chip->urbs[i] = NULL;
		}
	}
}

static void shoveler_event(void *data)
{
	struct shoveler *chip = data;

	schedule_work(&chip->control);
}

static int shoveler_open(struct snd_pcm_substream *substream)
{
	struct shoveler *chip = snd_pcm_substream_chip(substream);
	int i;

	chip->substream = substream;
	for (i = 0; i < SHOVELER_URBS; i++) {
		chip->urbs[i] = usb_alloc_urb(1, GFP_KERNEL);
		chip->urbs[i]->context = chip;
		chip->urbs[i]->complete = shoveler_complete;
	}
	return 0;
}

static int shoveler_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct shoveler *chip = snd_pcm_substream_chip(substream);

	chip->running = cmd == SNDRV_PCM_TRIGGER_START;
	schedule_work(&chip->control);
	return 0;
}

static const struct snd_pcm_ops shoveler_ops = { /* want PCM002 */
	.open = shoveler_open,
	.trigger = shoveler_trigger,
};

int shoveler_create(struct snd_card *card, struct shoveler *chip)
{
	struct snd_pcm *pcm;
	int err = snd_pcm_new(card, "shoveler", 0, 0, 1, &pcm);

	if (err < 0)
		return err;
	INIT_WORK(&chip->control, shoveler_control);
	usb_listen(shoveler_event, chip);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &shoveler_ops);
	return 0;
}
