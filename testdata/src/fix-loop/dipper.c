// SPDX-License-Identifier: GPL-2.0
/* One IRQ for each port of a list: .sync_stop goes through the same list, which stands behind the table. */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

#define DIPPER_PORTS 3

struct dipper {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
};

static irqreturn_t dipper_interrupt(int irq, void *data)
{
	struct dipper *chip = data;

	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int dipper_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dipper *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops dipper_ops = { /* want PCM001 */
	.trigger = dipper_trigger,
};

static const struct {
	int irq;
	const char *name;
} dipper_ports[] = {
	{ 17, "left" },
	{ 18, "right" },
};

int dipper_create(struct snd_card *card, struct platform_device *pdev, struct dipper *chip)
{
	struct snd_pcm *pcm;
	int i;

	for (i = 0; i < ARRAY_SIZE(dipper_ports); i++)
		if (request_irq(dipper_ports[i].irq, dipper_interrupt, 0, dipper_ports[i].name, chip))
			return -EBUSY;
	if (snd_pcm_new(card, "dipper", 0, 1, 0, &pcm) < 0)
		return -ENOMEM;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dipper_ops);
	return 0;
}
