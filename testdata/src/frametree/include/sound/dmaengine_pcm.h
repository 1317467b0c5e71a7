/* SPDX-License-Identifier: GPL-2.0 */
/* Streams over a DMA engine. */
#pragma once

#include <sound/pcm.h>

int snd_dmaengine_pcm_trigger(struct snd_pcm_substream *substream, int cmd);
int snd_dmaengine_pcm_register(struct device *dev, int process);
