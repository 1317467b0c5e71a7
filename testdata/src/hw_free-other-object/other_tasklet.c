// SPDX-License-Identifier: GPL-2.0
/* hw_free kills the tasklet of the MIDI port. Another tasklet ends periods. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct siskin {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct tasklet_struct midi;
	struct tasklet_struct tasklet;
};

static void siskin_run(struct tasklet_struct *t)
{
	struct siskin *chip = from_tasklet(chip, t, tasklet);

	snd_pcm_period_elapsed(chip->substream);
}

static int siskin_open(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int siskin_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t siskin_pointer(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static void siskin_midi(struct tasklet_struct *t)
{
	struct siskin *chip = from_tasklet(chip, t, midi);

	writel(1, chip->regs + 12);
}

static int siskin_hw_free(struct snd_pcm_substream *substream)
{
	struct siskin *chip = snd_pcm_substream_chip(substream);

	tasklet_kill(&chip->midi);
	return 0;
}

static const struct snd_pcm_ops siskin_ops = { /* want PCM002 */
	.open = siskin_open,
	.hw_free = siskin_hw_free,
	.trigger = siskin_trigger,
	.pointer = siskin_pointer,
};

int siskin_create(struct siskin *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "siskin", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &siskin_ops);
	tasklet_setup(&chip->midi, siskin_midi);
	tasklet_setup(&chip->tasklet, siskin_run);
	return 0;
}

MODULE_LICENSE("GPL");
