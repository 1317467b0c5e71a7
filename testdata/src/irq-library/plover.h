/* SPDX-License-Identifier: GPL-2.0 */
struct plover {
	struct snd_pcm_substream *substream;
	int irq;
};

int plover_create(struct snd_card *card, struct plover *chip, int irq);
int plover_pcm(struct snd_card *card, struct plover *chip);
