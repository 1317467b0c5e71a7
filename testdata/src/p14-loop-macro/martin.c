// SPDX-License-Identifier: GPL-2.0
/*
 * The elapsed call stands in the body of a for_each macro of the driver, in a handler that uses
 * list_for_each_entry() around it.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/list.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct martin_voice {
	struct list_head list;
	struct snd_pcm_substream *substream;
};

struct martin {
	void __iomem *regs;
	struct list_head units;
	struct martin_voice voices[4];
	int irq;
};

struct martin_unit {
	struct list_head list;
	bool pending;
};

#define for_each_martin_voice(chip, v) \
	for ((v) = (chip)->voices; (v) < (chip)->voices + 4; (v)++)

static irqreturn_t martin_interrupt(int irq, void *dev_id)
{
	struct martin *chip = dev_id;
	struct martin_voice *voice;
	struct martin_unit *unit;

	list_for_each_entry(unit, &chip->units, list) {
		if (!unit->pending)
			continue;
		for_each_martin_voice(chip, voice)
			if (voice->substream)
				snd_pcm_period_elapsed(voice->substream);
	}
	return IRQ_HANDLED;
}

static int martin_open(struct snd_pcm_substream *substream)
{
	struct martin *chip = snd_pcm_substream_chip(substream);

	chip->voices[substream->number].substream = substream;
	return 0;
}

static int martin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct martin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t martin_pointer(struct snd_pcm_substream *substream)
{
	struct martin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops martin_ops = { /* want PCM001 */ /* context irq martin_interrupt */
	.open = martin_open,
	.trigger = martin_trigger,
	.pointer = martin_pointer,
};

int martin_create(struct martin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "martin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &martin_ops);
	return request_irq(chip->irq, martin_interrupt, IRQF_SHARED, "martin", chip);
}

MODULE_LICENSE("GPL");
