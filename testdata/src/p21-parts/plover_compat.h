/* SPDX-License-Identifier: GPL-2.0 */
/* A table of the caller's gets its .sync_stop here, where the kernel has one. */
static inline void plover_set_sync_stop(struct snd_pcm_ops *ops, int (*stop)(struct snd_pcm_substream *substream))
{
	ops->sync_stop = stop;
}
