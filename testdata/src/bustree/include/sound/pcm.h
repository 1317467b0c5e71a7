/* SPDX-License-Identifier: GPL-2.0 */
/* PCM streams. */
#pragma once

#include <linux/types.h>
#include <sound/core.h>

typedef unsigned long snd_pcm_uframes_t;

enum { SNDRV_PCM_STREAM_PLAYBACK, SNDRV_PCM_STREAM_CAPTURE };
enum { SNDRV_PCM_TRIGGER_STOP, SNDRV_PCM_TRIGGER_START };

struct snd_pcm_hw_params;
struct snd_pcm_substream;

struct snd_pcm_ops {
	int (*open)(struct snd_pcm_substream *substream);
	int (*close)(struct snd_pcm_substream *substream);
	int (*hw_params)(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params);
	int (*hw_free)(struct snd_pcm_substream *substream);
	int (*prepare)(struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd);
	int (*sync_stop)(struct snd_pcm_substream *substream);
	snd_pcm_uframes_t (*pointer)(struct snd_pcm_substream *substream);
};

struct snd_pcm {
	struct snd_card *card;
	void *private_data;
	struct snd_pcm_substream *streams[2];
};

struct snd_pcm_substream {
	struct snd_pcm *pcm;
	void *private_data;
	const struct snd_pcm_ops *ops;
	bool stop_operating;
};

#define snd_pcm_substream_chip(substream) ((substream)->private_data)

int snd_pcm_new(struct snd_card *card, const char *id, int device, int playback, int capture,
		struct snd_pcm **pcm);
void snd_pcm_set_ops(struct snd_pcm *pcm, int direction, const struct snd_pcm_ops *ops);
void snd_pcm_period_elapsed(struct snd_pcm_substream *substream);
