/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct plover_mixer {
	wait_queue_head_t sleep;
	struct work_struct changed;
};

struct plover {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	struct plover_mixer mixer;
	spinlock_t lock;
	bool powered;
	u32 status;
};

void plover_mixer_init(struct plover_mixer *mixer);
void plover_wake(struct plover_mixer *mixer);
