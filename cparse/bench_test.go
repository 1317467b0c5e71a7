package cparse

import (
	"fmt"
	"strings"
	"testing"
)

// driver is a source of the shape of a PCM driver, n streams large.
func driver(n int) []byte {
	var b strings.Builder
	b.WriteString("#include <linux/module.h>\n#include <sound/pcm.h>\n\n#define REG(x) (0x10 + (x) * 4)\n\nstruct demo {\n\tstruct snd_card *card;\n\tvoid __iomem *base;\n\tint irq;\n};\n")
	for i := range n {
		fmt.Fprintf(&b, `
/* stream %[1]d: start and stop */
static int demo%[1]d_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct demo *chip = snd_pcm_substream_chip(substream);
	unsigned int val = readl(chip->base + REG(%[1]d));

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		val |= 1 << %[1]d;
		break;
	case SNDRV_PCM_TRIGGER_STOP:
		val &= ~(1 << %[1]d);
		break;
	default:
		return -EINVAL;
	}
	writel(val, chip->base + REG(%[1]d));
	return 0;
}

static irqreturn_t demo%[1]d_interrupt(int irq, void *dev_id)
{
	struct demo *chip = dev_id;
	u32 status;

	guard(spinlock)(&chip->lock);
	status = readl(chip->base + REG(0)) & 0xff;
	if (!(status & (1 << %[1]d)))
		return IRQ_NONE;
	if (chip->stream[%[1]d].substream && chip->stream[%[1]d].running)
		snd_pcm_period_elapsed(chip->stream[%[1]d].substream);
	return IRQ_HANDLED;
}

static const struct snd_pcm_ops demo%[1]d_ops = {
	.open = demo_open,
	.close = demo_close,
	.trigger = demo%[1]d_trigger,
	.pointer = demo_pointer,
};
`, i)
	}
	b.WriteString("MODULE_LICENSE(\"GPL\");\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	src := driver(20)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("demo.c", src).Read()
	}
}

func BenchmarkScan(b *testing.B) {
	src := driver(20)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(src)
	}
}

// BenchmarkRemembered reads items that are known.
func BenchmarkRemembered(b *testing.B) {
	src, s := string(driver(20)), newShelf()
	s.with(src)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		s.with(src)
	}
}

// BenchmarkSound measures over a real subsystem.
func BenchmarkSound(b *testing.B) {
	files := kernelFiles(b, "sound/pci", ".c")
	size := 0
	for _, s := range files {
		size += len(s.text)
	}
	b.Run("Parse", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, s := range files {
				Parse(s.path, s.text).Read()
			}
		}
	})
	b.Run("Scan", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, s := range files {
				Scan(s.text)
			}
		}
	})
	b.Run("Lex", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			for _, s := range files {
				l := lexer{src: s.text, toks: make([]tok, 0, len(s.text)/6), onDir: func(directive) {}}
				l.run()
			}
		}
	})
	b.Run("Remembered", func(b *testing.B) {
		k := newShelf()
		for _, s := range files {
			k.with(string(s.text))
		}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, s := range files {
				k.with(string(s.text))
			}
		}
	})
}
