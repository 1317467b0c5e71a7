// SPDX-License-Identifier: GPL-2.0
/* Making streams. */
#include <linux/module.h>
#include <sound/pcm.h>

void snd_pcm_set_ops(struct snd_pcm *pcm, int direction, const struct snd_pcm_ops *ops)
{
	struct snd_pcm_substream *substream = pcm->streams[direction];

	substream->pcm = pcm;
	substream->private_data = pcm->private_data;
	substream->ops = ops;
}
EXPORT_SYMBOL(snd_pcm_set_ops);

MODULE_LICENSE("GPL");
