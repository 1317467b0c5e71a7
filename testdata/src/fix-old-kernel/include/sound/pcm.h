/* SPDX-License-Identifier: GPL-2.0 */
/* As far as the driver needs it: the callbacks of a kernel that does not wait. */
struct snd_pcm_ops {
	int (*open)(struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd);
};
