// SPDX-License-Identifier: GPL-2.0
/* hw_params swaps the table of the substream for another one when the buffer lies in the device. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct crake {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	int irq;
	bool indirect;
};

static irqreturn_t crake_interrupt(int irq, void *dev_id)
{
	struct crake *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int crake_open(struct snd_pcm_substream *substream)
{
	struct crake *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int crake_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct crake *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t crake_pointer(struct snd_pcm_substream *substream)
{
	struct crake *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops crake_direct_ops;
static const struct snd_pcm_ops crake_indirect_ops;

static int crake_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	struct crake *chip = snd_pcm_substream_chip(substream);

	if (chip->indirect)
		substream->ops = &crake_indirect_ops;
	else
		substream->ops = &crake_direct_ops;
	return 0;
}

static const struct snd_pcm_ops crake_direct_ops = { /* want PCM001 */
	.open = crake_open,
	.hw_params = crake_hw_params,
	.trigger = crake_trigger,
	.pointer = crake_pointer,
};

static const struct snd_pcm_ops crake_indirect_ops = { /* want PCM001 */
	.open = crake_open,
	.hw_params = crake_hw_params,
	.trigger = crake_trigger,
	.pointer = crake_pointer,
};

int crake_create(struct crake *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "crake", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &crake_direct_ops);
	return request_irq(chip->irq, crake_interrupt, IRQF_SHARED, "crake", chip);
}

MODULE_LICENSE("GPL");
