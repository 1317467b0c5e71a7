// SPDX-License-Identifier: GPL-2.0
/*
 * Initialisations behind the request that have to stay there until somebody has looked: behind an #if, behind a label,
 * where the struct is cleared on the way, where the object is used on the way, and where the struct is only made on the way.
 */
#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>

struct stonechat_part {
	spinlock_t inner;
};

struct stonechat {
	spinlock_t conditional, jumped, cleared, used;
	struct stonechat_part *part;
	struct snd_pcm_substream *substream;
	int mode;
};

static irqreturn_t stonechat_if(int irq, void *dev_id)
{
	struct stonechat *chip = dev_id;

	spin_lock(&chip->conditional);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t stonechat_jump(int irq, void *dev_id)
{
	struct stonechat *chip = dev_id;

	spin_lock(&chip->jumped);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t stonechat_clear(int irq, void *dev_id)
{
	struct stonechat *chip = dev_id;

	spin_lock(&chip->cleared);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t stonechat_use(int irq, void *dev_id)
{
	struct stonechat *chip = dev_id;

	spin_lock(&chip->used);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static irqreturn_t stonechat_make(int irq, void *dev_id)
{
	struct stonechat *chip = dev_id;

	spin_lock(&chip->part->inner);
	snd_pcm_period_elapsed(chip->substream);
	return IRQ_HANDLED;
}

static int stonechat_open(struct snd_pcm_substream *substream)
{
	struct stonechat *chip = snd_pcm_substream_chip(substream);

	chip->substream = substream;
	return 0;
}

static int stonechat_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return 0;
}

static snd_pcm_uframes_t stonechat_pointer(struct snd_pcm_substream *substream)
{
	return 0;
}

static const struct snd_pcm_ops stonechat_ops = {
	.open = stonechat_open,
	.trigger = stonechat_trigger,
	.pointer = stonechat_pointer,
	.sync_stop = stonechat_wait, /* elsewhere */
};

int stonechat_create_if(struct stonechat *chip, int irq)
{
	int err = 0;

	err = request_irq(irq, stonechat_if, 0, "stonechat", chip); /* want PCM005 */
#ifdef CONFIG_STONECHAT
	chip->mode = 1;
#endif
	spin_lock_init(&chip->conditional);
	return err;
}

int stonechat_create_jump(struct stonechat *chip, int irq)
{
	int err = 0;

	if (chip->mode)
		goto out;
	err = request_irq(irq, stonechat_jump, 0, "stonechat", chip); /* want PCM005 */
out:
	spin_lock_init(&chip->jumped);
	return err;
}

static void stonechat_clear_all(struct stonechat *chip)
{
	memset(chip, 0, sizeof(*chip));
}

int stonechat_create_clear(struct stonechat *chip, int irq)
{
	int err = 0;

	err = request_irq(irq, stonechat_clear, 0, "stonechat", chip); /* want PCM005 */
	stonechat_clear_all(chip);
	spin_lock_init(&chip->cleared);
	return err;
}

int stonechat_create_use(struct stonechat *chip, int irq)
{
	int err = 0;

	err = request_irq(irq, stonechat_use, 0, "stonechat", chip); /* want PCM005 */
	spin_lock_irq(&chip->used);
	spin_unlock_irq(&chip->used);
	spin_lock_init(&chip->used);
	return err;
}

int stonechat_create_make(struct stonechat *chip, struct stonechat_part *part, int irq)
{
	int err = 0;

	chip->part = part;
	err = request_irq(irq, stonechat_make, 0, "stonechat", chip); /* want PCM005 */
	spin_lock_init(&chip->part->inner);
	return err;
}

int stonechat_pcm(struct snd_card *card, struct stonechat *chip)
{
	struct snd_pcm *pcm;
	int err;

	err = snd_pcm_new(card, "stonechat", 0, 1, 0, &pcm);
	if (err < 0)
		return err;
	pcm->private_data = chip;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &stonechat_ops);
	return 0;
}
