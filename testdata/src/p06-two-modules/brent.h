// SPDX-License-Identifier: GPL-2.0
/* A controller library and its PCI user. */
struct brent;

struct brent_bus_ops {
	bool (*position_is_late)(struct brent *chip);
};

struct brent {
	void __iomem *regs;
	struct snd_pcm_substream *substream;
	const struct brent_bus_ops *ops;
	struct work_struct late_work;
	int irq;
};

irqreturn_t brent_interrupt(int irq, void *dev_id);
int brent_new_pcm(struct brent *chip, struct snd_card *card);
