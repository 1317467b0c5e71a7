// SPDX-License-Identifier: GPL-2.0
/* What the four files of the driver share. */
struct heron {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	int irq;
};

irqreturn_t heron_interrupt(int irq, void *dev_id);
int heron_request(struct heron *chip);
int heron_new_pcm(struct heron *chip);
void heron_period(struct heron *chip);
