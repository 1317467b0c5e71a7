// SPDX-License-Identifier: GPL-2.0
/* The callback stands, by its position, in a struct of the kernel whose definition is not at hand. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/virtio.h>
#include <linux/virtio_config.h>
#include <sound/pcm.h>

struct bluethroat {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct virtio_device *vdev;
	struct virtqueue *queues[2];
};

static void bluethroat_done(struct virtqueue *queue)
{
	struct bluethroat *chip = queue->vdev->priv;

	snd_pcm_period_elapsed(chip->substream);
}

static int bluethroat_open(struct snd_pcm_substream *substream)
{
	struct bluethroat *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int bluethroat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct bluethroat *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t bluethroat_pointer(struct snd_pcm_substream *substream)
{
	struct bluethroat *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int bluethroat_find(struct bluethroat *chip)
{
	struct virtqueue_information queues[] = {
		{ "control" },
		{ "tx", bluethroat_done },
	};

	return virtio_find_queues(chip->vdev, ARRAY_SIZE(queues), chip->queues, queues);
}

static const struct snd_pcm_ops bluethroat_ops = { /* want PCM002 */ /* context callback bluethroat_done */
	.open = bluethroat_open,
	.trigger = bluethroat_trigger,
	.pointer = bluethroat_pointer,
};

int bluethroat_create(struct bluethroat *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "bluethroat", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &bluethroat_ops);
	return bluethroat_find(chip);
}

MODULE_LICENSE("GPL");
