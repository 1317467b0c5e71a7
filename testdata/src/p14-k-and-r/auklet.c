// SPDX-License-Identifier: GPL-2.0
/*
 * Formatting that nobody checked: everything on few lines, the table's brace on the next one,
 * spaces before parentheses. It is still C.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <sound/pcm.h>

struct auklet { void __iomem *regs; struct snd_pcm_substream *substream; int irq; };
static irqreturn_t auklet_interrupt (int irq, void *dev_id) { struct auklet *chip = dev_id; snd_pcm_period_elapsed (chip -> substream); return IRQ_HANDLED; }
static int auklet_open (struct snd_pcm_substream *substream) { struct auklet *chip = snd_pcm_substream_chip (substream); chip->substream = substream; return 0; }
static int auklet_trigger (struct snd_pcm_substream *substream, int cmd) { return 0; }
static snd_pcm_uframes_t auklet_pointer (struct snd_pcm_substream *substream) { return 0; }
const static struct snd_pcm_ops
auklet_ops /* want PCM001 */
	=
{
	open: auklet_open,
	trigger: auklet_trigger,
	pointer: auklet_pointer
};
int auklet_create (struct auklet *chip, struct snd_pcm *pcm)
{ snd_pcm_set_ops (pcm, SNDRV_PCM_STREAM_PLAYBACK, & auklet_ops); return request_irq (chip -> irq, & auklet_interrupt, 0, "auklet", chip); }

MODULE_LICENSE("GPL");
