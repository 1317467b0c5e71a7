// SPDX-License-Identifier: GPL-2.0
/* Two functions each have a local static table called capture_ops. One lacks .sync_stop. */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct gadwall {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void gadwall_work(struct work_struct *work)
{
	struct gadwall *chip = container_of(work, struct gadwall, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int gadwall_open(struct snd_pcm_substream *substream)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int gadwall_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t gadwall_pointer(struct snd_pcm_substream *substream)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int gadwall_sync_stop(struct snd_pcm_substream *substream)
{
	struct gadwall *chip = snd_pcm_substream_chip(substream);

	cancel_work_sync(&chip->work);
	return 0;
}

int gadwall_create_old(struct gadwall *chip, struct snd_pcm *pcm)
{
	static const struct snd_pcm_ops capture_ops = { /* want PCM002 */
		.open = gadwall_open,
		.trigger = gadwall_trigger,
		.pointer = gadwall_pointer,
	};

	INIT_WORK(&chip->work, gadwall_work);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &capture_ops);
	return 0;
}

int gadwall_create_new(struct gadwall *chip, struct snd_pcm *pcm)
{
	static const struct snd_pcm_ops capture_ops = { /* status synced */
		.open = gadwall_open,
		.trigger = gadwall_trigger,
		.sync_stop = gadwall_sync_stop,
		.pointer = gadwall_pointer,
	};

	INIT_WORK(&chip->work, gadwall_work);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &capture_ops);
	return 0;
}

MODULE_LICENSE("GPL");
