/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of heron share: who wants to hear of interrupts gives a function and what it is called with. */
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct heron_stream {
	struct snd_pcm_substream *substream;
	unsigned int events;
};

struct heron {
	struct heron_stream counted;
	struct heron_stream ended;
};

struct heron_listener {
	void (*event)(void *data);
	void *data;
};

int heron_listen(void (*event)(void *data), void *data);
