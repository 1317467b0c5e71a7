// SPDX-License-Identifier: GPL-2.0
/*
 * From the work to the chip in three steps: from_work() to the stream, an element of an array;
 * from that to the chip by a back pointer; and the wait names the work through the same array.
 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

struct dove;

struct dove_stream {
	struct dove *chip;
	struct work_struct work;
	struct snd_pcm_substream *substream;
};

struct dove {
	void __iomem *regs;
	struct dove_stream streams[2];
};

static void dove_work(struct work_struct *work)
{
	struct dove_stream *s = from_work(s, work, work);

	writel(1, s->chip->regs + 8);
	snd_pcm_period_elapsed(s->substream);
}

static int dove_open(struct snd_pcm_substream *substream)
{
	struct dove *chip = snd_pcm_substream_chip(substream);

	chip->streams[substream->stream].substream = substream;
	return 0;
}

static int dove_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct dove *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t dove_pointer(struct snd_pcm_substream *substream)
{
	struct dove *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static int dove_hw_free(struct snd_pcm_substream *substream)
{
	struct dove *chip = snd_pcm_substream_chip(substream);
	struct dove_stream *s = &chip->streams[substream->stream];

	cancel_work_sync(&s->work); /* want PCM003 */
	return 0;
}

static const struct snd_pcm_ops dove_ops = { /* want PCM002 */ /* context work dove_work */
	.open = dove_open,
	.hw_free = dove_hw_free,
	.trigger = dove_trigger,
	.pointer = dove_pointer,
};

int dove_create(struct dove *chip, struct snd_card *card)
{
	int i;
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "dove", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dove_ops);
	for (i = 0; i < 2; i++) {
		chip->streams[i].chip = chip;
		INIT_WORK(&chip->streams[i].work, dove_work);
	}
	return 0;
}

MODULE_LICENSE("GPL");
