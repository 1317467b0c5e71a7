// SPDX-License-Identifier: GPL-2.0
/*
 * Initialised behind the request, and no fault: a MIDI port behind a pointer that is stored last,
 * what the handler does only for a running stream, what it does behind a member that is compared
 * with NULL, what another arm initialises, what it does not touch, and a lock that is initialised
 * once more.
 */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dotterel_midi {
	spinlock_t input;
};

struct dotterel {
	struct dotterel_midi *midi;
	struct work_struct underrun, idle;
	struct completion loaded;
	spinlock_t lock, other, port;
	struct snd_pcm_substream *substream;
	struct dotterel *peer;
	bool running;
};

static irqreturn_t dotterel_interrupt(int irq, void *dev_id)
{
	struct dotterel *chip = dev_id;

	spin_lock(&chip->lock);
	if (chip->midi)
		spin_lock(&chip->midi->input);
	if (likely(READ_ONCE(chip->running)))
		schedule_work(&chip->underrun);
	if (chip->peer == NULL)
		goto out;
	complete(&chip->loaded);
out:
	spin_unlock(&chip->lock);
	spin_lock(&chip->port);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static void dotterel_work(struct work_struct *work)
{
}

static int dotterel_open(struct snd_pcm_substream *substream)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int dotterel_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dotterel *chip = snd_pcm_substream_chip(substream);

	chip->running = true;
	return 0;
}

static snd_pcm_uframes_t dotterel_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops dotterel_ops = { /* status synced */
	.open = dotterel_open,
	.trigger = dotterel_trigger,
	.pointer = dotterel_pointer,
};

static int dotterel_midi_new(struct dotterel *chip, struct dotterel_midi *midi)
{
	spin_lock_init(&midi->input);
	chip->midi = midi;
	return 0;
}

int dotterel_create(struct snd_card *card, struct dotterel *chip, struct dotterel_midi *midi, int irq)
{
	struct snd_pcm *pcm;
	int err;

	spin_lock_init(&chip->lock);
	if (irq > 0) {
		spin_lock_init(&chip->port);
		err = request_irq(irq, dotterel_interrupt, IRQF_SHARED, "dotterel", chip);
		if (err < 0)
			return err;
	} else {
		spin_lock_init(&chip->port);
	}
	card->sync_irq = irq;
	spin_lock_init(&chip->lock);
	spin_lock_init(&chip->other);
	INIT_WORK(&chip->underrun, dotterel_work);
	INIT_WORK(&chip->idle, dotterel_work);
	init_completion(&chip->loaded);
	chip->peer = chip;
	err = dotterel_midi_new(chip, midi);
	if (err < 0)
		return err;
	err = snd_pcm_new(card, "dotterel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dotterel_ops);
	return snd_card_register(card);
}
