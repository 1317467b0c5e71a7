/* SPDX-License-Identifier: GPL-2.0 */
/* What old kernels lack, as such headers have it: the number is stored for whoever calls this. */
static inline void compat_sync_irq(struct snd_card *card, int irq)
{
	card->sync_irq = irq;
}
