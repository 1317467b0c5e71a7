// SPDX-License-Identifier: GPL-2.0
/* What the four files of the driver share. */
struct bittern {
	struct snd_card *card;
	struct snd_pcm_substream *substream;
	void __iomem *regs;
	int irq;
};

irqreturn_t bittern_interrupt(int irq, void *dev_id);
int bittern_request(struct bittern *chip);
int bittern_new_pcm(struct bittern *chip);
void bittern_period(struct bittern *chip);
