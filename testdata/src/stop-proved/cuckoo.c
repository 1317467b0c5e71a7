// SPDX-License-Identifier: GPL-2.0
/* Two works, each cancelled by a helper of a helper that gets a pointer to what it lies in. */
#include <linux/module.h>
#include <linux/workqueue.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct cuckoo {
	struct snd_pcm_substream *substream;
	struct cuckoo_half {
		struct cuckoo *chip;
		struct work_struct work;
	} left, right;
};

static void cuckoo_left(struct work_struct *work)
{
	struct cuckoo_half *half = container_of(work, struct cuckoo_half, work);

	snd_pcm_period_elapsed(half->chip->substream);
}

static void cuckoo_right(struct work_struct *work)
{
	struct cuckoo_half *half = container_of(work, struct cuckoo_half, work);

	snd_pcm_period_elapsed(half->chip->substream);
}

static void cuckoo_cancel(struct cuckoo_half *half)
{
	cancel_work_sync(&half->work);
}

static void cuckoo_stop_half(struct cuckoo_half *half)
{
	cuckoo_cancel(half);
}

static int cuckoo_open(struct snd_pcm_substream *substream)
{
	struct cuckoo *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int cuckoo_sync_stop(struct snd_pcm_substream *substream)
{
	struct cuckoo *chip = snd_pcm_substream_chip(substream);

	cuckoo_stop_half(&chip->left);
	cuckoo_stop_half(&chip->right);
	return 0;
}

static const struct snd_pcm_ops cuckoo_ops = { /* status synced proved */ /* context work cuckoo_left; work cuckoo_right */
	.open = cuckoo_open,
	.sync_stop = cuckoo_sync_stop,
};

int cuckoo_create(struct snd_card *card, struct cuckoo *chip)
{
	struct snd_pcm *pcm;
	int err;

	chip->left.chip = chip;
	chip->right.chip = chip;
	INIT_WORK(&chip->left.work, cuckoo_left);
	INIT_WORK(&chip->right.work, cuckoo_right);
	err = snd_pcm_new(card, "cuckoo", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &cuckoo_ops);
	return snd_card_register(card);
}

MODULE_LICENSE("GPL");
