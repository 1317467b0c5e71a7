/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table and the handler of whimbrel.c. What they name is in the .c file that includes this, before or behind the
 * #include.
 */
static void whimbrel_period(struct whimbrel *bird);

static inline irqreturn_t whimbrel_interrupt(int irq, void *dev_id)
{
	whimbrel_period(dev_id);
	return IRQ_HANDLED;
}

static const struct snd_pcm_ops whimbrel_ops = { /* status synced proved */ /* context irq whimbrel_interrupt */
	.open = whimbrel_open,
};
