// SPDX-License-Identifier: GPL-2.0
/* Registration by an initializer: .callback = f of an rpmsg driver, which the rpmsg bus calls. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/rpmsg.h>
#include <sound/pcm.h>

static struct snd_pcm_substream *kittiwake_substream;

static int kittiwake_callback(struct rpmsg_device *rpdev, void *data, int len, void *priv, u32 src)
{
	snd_pcm_period_elapsed(kittiwake_substream);
	return 0;
}

static struct rpmsg_driver kittiwake_rpmsg_driver = {
	.drv.name = "kittiwake",
	.callback = kittiwake_callback,
};
module_rpmsg_driver(kittiwake_rpmsg_driver);

struct kittiwake {
	void __iomem *regs;
};

static int kittiwake_open(struct snd_pcm_substream *substream)
{
	kittiwake_substream = substream;
	return 0;
}

static int kittiwake_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct kittiwake *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t kittiwake_pointer(struct snd_pcm_substream *substream)
{
	struct kittiwake *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops kittiwake_ops = { /* want PCM002 */ /* context callback kittiwake_callback */
	.open = kittiwake_open,
	.trigger = kittiwake_trigger,
	.pointer = kittiwake_pointer,
};

int kittiwake_create(struct kittiwake *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "kittiwake", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kittiwake_ops);
	return 0;
}

MODULE_LICENSE("GPL");
