// SPDX-License-Identifier: GPL-2.0
/* The second table is a copy of the first, with an .open of its own: what waits in the first waits in both. */
#include <linux/io.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct wren {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct work_struct work;
};

static void wren_work(struct work_struct *work)
{
	struct wren *chip = container_of(work, struct wren, work);

	snd_pcm_period_elapsed(chip->substream);
}

static int wren_open(struct snd_pcm_substream *substream)
{
	return 0;
}

static int wren_capture_open(struct snd_pcm_substream *substream)
{
	struct wren *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 8) ? -EBUSY : 0;
}

static int wren_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct wren *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static const struct snd_pcm_ops wren_playback_ops = { /* want PCM002 */
	.open = wren_open,
	.trigger = wren_trigger,
};

static struct snd_pcm_ops wren_capture_ops;

int wren_create(struct wren *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "wren", 0, 1, 1, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	wren_capture_ops = wren_playback_ops; /* want PCM002 */
	wren_capture_ops.open = wren_capture_open;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wren_playback_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &wren_capture_ops);
	INIT_WORK(&chip->work, wren_work);
	return 0;
}
