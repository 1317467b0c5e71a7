// SPDX-License-Identifier: GPL-2.0
/* Whether the table has a .sync_stop depends on which body of a macro is compiled. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct fieldfare {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
};

static irqreturn_t fieldfare_interrupt(int irq, void *dev_id)
{
	struct fieldfare *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int fieldfare_sync_stop(struct snd_pcm_substream *substream)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	synchronize_irq(chip->irq);
	return 0;
}

#ifdef CONFIG_SND_fieldfare_SYNC
#define fieldfare_SYNC_STOP .sync_stop = fieldfare_sync_stop,
#else
#define fieldfare_SYNC_STOP
#endif

static int fieldfare_open(struct snd_pcm_substream *substream)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int fieldfare_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t fieldfare_pointer(struct snd_pcm_substream *substream)
{
	struct fieldfare *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops fieldfare_ops = { /* status unknown */
	fieldfare_SYNC_STOP
	.open = fieldfare_open,
	.trigger = fieldfare_trigger,
	.pointer = fieldfare_pointer,
};

int fieldfare_create(struct fieldfare *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "fieldfare", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &fieldfare_ops);
	return request_irq(chip->irq, fieldfare_interrupt, 0, "fieldfare", chip);
}

MODULE_LICENSE("GPL");
