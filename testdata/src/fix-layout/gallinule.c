// SPDX-License-Identifier: GPL-2.0
/* Two blanks a level, in the old style of some vendors: the repair does the same. */
#include <linux/interrupt.h>
#include <sound/soc.h>

struct gallinule {
  struct snd_pcm_substream *substream;
  int irq;
};

static irqreturn_t gallinule_interrupt(int irq, void *data)
{
  struct gallinule *chip = data;

  snd_pcm_period_elapsed(chip->substream);
  return IRQ_HANDLED;
}

static int gallinule_pcm_trigger(struct snd_soc_component *component,
                                 struct snd_pcm_substream *substream, int cmd)
{
  struct gallinule *chip = snd_soc_component_get_drvdata(component);

  chip->substream = cmd == SNDRV_PCM_TRIGGER_START ? substream : NULL;
  iowrite32(cmd, NULL);
  return 0;
}

static const struct snd_soc_component_driver gallinule_component = { /* want PCM001 */
  .name = "gallinule",
  .trigger = gallinule_pcm_trigger,
};

int gallinule_probe(struct platform_device *pdev, struct gallinule *chip)
{
  chip->irq = platform_get_irq(pdev, 0);
  if (request_irq(chip->irq, gallinule_interrupt, 0, "gallinule", chip))
    return -EBUSY;
  return snd_soc_register_component(&pdev->dev, &gallinule_component, NULL, 0);
}
