// SPDX-License-Identifier: GPL-2.0
/* What the library's module exports, whichever of its files it stands in. */
#include <linux/module.h>
#include "dotterel.h"

EXPORT_SYMBOL(dotterel_interrupt);
EXPORT_SYMBOL(dotterel_ops);

int dotterel_new(struct dotterel *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(chip->card, "dotterel", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &dotterel_ops);
	return 0;
}
EXPORT_SYMBOL(dotterel_new);

MODULE_LICENSE("GPL");
