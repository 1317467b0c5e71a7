/* SPDX-License-Identifier: GPL-2.0 */
/* The library that brook and creek share. */
#pragma once

#include <sound/pcm.h>

struct rill {
	struct snd_pcm_substream *substream;
};

int rill_new(struct rill *rill, struct snd_card *card);
void rill_flow(struct rill *rill);
