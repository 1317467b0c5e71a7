// SPDX-License-Identifier: GPL-2.0
/* The fast interrupt of the SoC ends the period. Its code is installed by set_fiq_handler(). */
#include <asm/fiq.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct fiq_faulty {
	void __iomem *regs;
};

static struct snd_pcm_substream *fiq_substream;

static void fiq_faulty_code(void)
{
	snd_pcm_period_elapsed(fiq_substream);
}

static struct fiq_handler fiq = {
	.name = "fiq_faulty",
};

static int fiq_faulty_open(struct snd_pcm_substream *substream)
{
	fiq_substream = substream;
	return 0;
}

static int fiq_faulty_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct fiq_faulty *chip = snd_pcm_substream_chip(substream);

	writel(cmd == SNDRV_PCM_TRIGGER_START, chip->regs);
	return 0;
}

static snd_pcm_uframes_t fiq_faulty_pointer(struct snd_pcm_substream *substream)
{
	struct fiq_faulty *chip = snd_pcm_substream_chip(substream);

	return readl(chip->regs + 4);
}

static const struct snd_pcm_ops fiq_faulty_ops = { /* want PCM001 */ /* context fiq fiq_faulty_code */
	.open = fiq_faulty_open,
	.trigger = fiq_faulty_trigger,
	.pointer = fiq_faulty_pointer,
};

int fiq_faulty_create(struct fiq_faulty *chip, struct snd_card *card)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "fiq_faulty", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &fiq_faulty_ops);
	err = claim_fiq(&fiq);
	if (err < 0)
		return err;
	set_fiq_handler(fiq_faulty_code, 64);
	return 0;
}

MODULE_LICENSE("GPL");
