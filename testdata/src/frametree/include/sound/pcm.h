/* SPDX-License-Identifier: GPL-2.0 */
/* PCM streams. */
#pragma once

struct device;
struct snd_card;
struct snd_pcm_substream;

struct snd_pcm_ops {
	int (*open)(struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd);
	int (*sync_stop)(struct snd_pcm_substream *substream);
};

struct snd_card {
	int sync_irq;
};

struct snd_pcm {
	struct snd_card *card;
	void *private_data;
};

struct snd_pcm_runtime {
	void *private_data;
};

struct snd_pcm_substream {
	void *private_data;
	struct snd_pcm_runtime *runtime;
};

#define snd_pcm_substream_chip(substream) ((substream)->private_data)

int snd_pcm_new(struct snd_card *card, const char *id, int device, int playback, int capture, struct snd_pcm **pcm);
void snd_pcm_set_ops(struct snd_pcm *pcm, int direction, const struct snd_pcm_ops *ops);
void snd_pcm_period_elapsed(struct snd_pcm_substream *substream);
