// SPDX-License-Identifier: GPL-2.0
/* .open puts something else where it has found the chip: a callback that begins as .open does would follow a wrong pointer. */
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct dipper {
	struct snd_pcm_substream *substream;
	struct work_struct work;
	int irq;
};

static void dipper_work(struct work_struct *work)
{
	struct dipper *chip = container_of(work, struct dipper, work);

	snd_pcm_period_elapsed(chip->substream);
}

struct dipper_stream {
	void __iomem *regs;
	struct dipper *chip;
};

static int dipper_open(struct snd_pcm_substream *substream)
{
	struct dipper *chip = snd_pcm_substream_chip(substream);
	struct dipper_stream *stream = kzalloc(sizeof(*stream), GFP_KERNEL);

	if (!stream)
		return -ENOMEM;
	stream->chip = chip;
	snd_pcm_substream_chip(substream) = stream;
	return 0;
}

static int dipper_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dipper_stream *stream = snd_pcm_substream_chip(substream);

	writel(cmd, stream->regs);
	return 0;
}

static const struct snd_pcm_ops dipper_ops = { /* want PCM002 */
	.open = dipper_open,
	.trigger = dipper_trigger,
};

int dipper_create(struct snd_card *card, struct snd_pcm *pcm, struct dipper *chip)
{
	INIT_WORK(&chip->work, dipper_work);
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dipper_ops);
	return 0;
}
