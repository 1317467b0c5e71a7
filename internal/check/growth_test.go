//go:build unix

package check_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// A shape is a driver that can be written in any size.
type shape struct {
	name  string
	n     int                           // the smallest size that is measured
	files func(n int) map[string]string // by name
}

// shapes are what stopped pcmlint once: each multiplies two things of a driver with each other.
var shapes = []shape{
	{"calls in one handler", 2000, manyCalls},
	{"members that hold functions", 1000, manyMembers},
	{"handlers and targets of one member", 100, manyTargets},
	{"functions that call each other", 250, manyMutual},
	{"sources that include one another", 20, manyIncludes},
}

// BenchmarkGrowth prints what the analysis of each shape costs at n, 2n and 4n, and marks what grows faster than n log n.
func BenchmarkGrowth(b *testing.B) {
	for _, s := range shapes {
		b.Run(strings.ReplaceAll(s.name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				var cost [3]time.Duration
				var size [3]float64
				for i := range cost {
					files := s.files(s.n << i)
					for _, text := range files {
						size[i] += float64(len(text))
					}
					cost[i] = costOf(b, files)
				}
				// n log n of the text, and as much again for what a measurement of some milliseconds is off by.
				most := 2 * size[2] * math.Log(size[2]) / (size[0] * math.Log(size[0]))
				grown := cost[2].Seconds() / cost[0].Seconds()
				mark := ""
				if grown > most {
					mark = "  FASTER THAN n log n"
				}
				b.Logf("%s: %d: %v, %d: %v, %d: %v, %.1f times%s", s.name, s.n, cost[0], 2*s.n, cost[1], 4*s.n, cost[2], grown, mark)
				b.ReportMetric(grown, "x/4n")
			}
		})
	}
}

// TestTooManyCalls: a driver whose calls are too many to follow is never taken for clean. What was found before counts.
func TestTooManyCalls(t *testing.T) {
	const covered = wrenRequest + "\tpcm->card->sync_irq = wren->irq;\n"
	tests := []struct {
		name, text string
		status     string
		reason     string
	}{
		{"few, covered", strings.Replace(manyMutual(20)["wren.c"], wrenRequest, covered, 1), finding.Synced, ""},
		{"many, covered", strings.Replace(manyMutual(300)["wren.c"], wrenRequest, covered, 1), finding.Unknown, tooMany},
		{"many, started by nothing", strings.Replace(manyMutual(300)["wren.c"], wrenRequest, "", 1), finding.Unknown, tooMany},
		{"many, open", manyMutual(300)["wren.c"], finding.Unsynced, ""},
		{"many handlers, open", manyTargets(120)["wren.c"], finding.Unsynced, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "wren.c"), []byte(test.text), 0o644); err != nil {
				t.Fatal(err)
			}
			r, err := check.Run(context.Background(), []string{dir}, check.Options{NoCache: true, Audit: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Tables) != 1 {
				t.Fatalf("%d tables, want 1", len(r.Tables))
			}
			if got := r.Tables[0]; got.Status != test.status || !strings.HasPrefix(got.Reason, test.reason) {
				t.Errorf("%s, %q; want %s, %q", got.Status, got.Reason, test.status, test.reason)
			}
		})
	}
}

const tooMany = "the calls in wren.c were too many to follow: "

// costOf is the time of all processors that an analysis takes.
func costOf(b *testing.B, files map[string]string) time.Duration {
	dir := b.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	before := cpuTime(b)
	if _, err := check.Run(context.Background(), []string{dir}, check.Options{NoCache: true, Audit: true}); err != nil {
		b.Fatal(err)
	}
	return (cpuTime(b) - before).Round(time.Millisecond)
}

func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// each writes something n times, with %[1]d for which time it is.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// wren is the driver around each shape: members of its struct, what stands before its table, statements of its probe.
func wren(members, code, probe string) string {
	return "struct wren {\n\tvoid *regs;\n\tstruct snd_pcm_substream *ss;\n\tint irq;\n" + members + "};\n" + code + `
static int wren_open(struct snd_pcm_substream *s)
{
	struct wren *wren = snd_pcm_substream_chip(s);

	wren->ss = s;
	return 0;
}

static int wren_trigger(struct snd_pcm_substream *s, int cmd)
{
	struct wren *wren = snd_pcm_substream_chip(s);

	writel(cmd, wren->regs);
	return 0;
}

static snd_pcm_uframes_t wren_pointer(struct snd_pcm_substream *s)
{
	struct wren *wren = snd_pcm_substream_chip(s);

	return readl(wren->regs);
}

static const struct snd_pcm_ops wren_ops = {
	.open = wren_open,
	.trigger = wren_trigger,
	.pointer = wren_pointer,
};

int wren_create(struct wren *wren, struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &wren_ops);
` + probe + "\treturn 0;\n}\n"
}

const (
	wrenRequest = "\trequest_irq(wren->irq, wren_irq, 0, \"wren\", wren);\n"
	handlerHead = "static irqreturn_t wren_irq(int irq, void *data)\n{\n\tstruct wren *wren = data;\n\n"
	handlerTail = "\treturn IRQ_HANDLED;\n}\n"
)

func one(text string) map[string]string { return map[string]string{"wren.c": text} }

func manyCalls(n int) map[string]string {
	return one(wren("", handlerHead+each(n, "\tif (irq & %[1]d)\n\t\tsnd_pcm_period_elapsed(wren->ss);\n")+handlerTail, wrenRequest))
}

func manyMembers(n int) map[string]string {
	return one(wren(each(n, "\tvoid (*ended%[1]d)(struct snd_pcm_substream *s);\n"),
		"static void wren_ended(struct snd_pcm_substream *s)\n{\n\tsnd_pcm_period_elapsed(s);\n}\n\n"+
			handlerHead+each(n, "\twren->ended%[1]d(wren->ss);\n")+handlerTail,
		each(n, "\twren->ended%[1]d = wren_ended;\n")+wrenRequest))
}

func manyTargets(n int) map[string]string {
	return one(wren("\tvoid (*ended)(struct snd_pcm_substream *s);\n",
		each(n, "static void ended%[1]d(struct snd_pcm_substream *s)\n{\n\tsnd_pcm_period_elapsed(s);\n}\n")+
			each(n, "static irqreturn_t irq%[1]d(int irq, void *data)\n{\n\tstruct wren *wren = data;\n\n\twren->ended(wren->ss);\n\treturn IRQ_HANDLED;\n}\n"),
		each(n, "\twren->ended = ended%[1]d;\n\trequest_irq(wren->irq + %[1]d, irq%[1]d, 0, \"wren\", wren);\n")))
}

func manyMutual(n int) map[string]string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "static void step%d(struct snd_pcm_substream *s)\n{\n", i)
		for j := range 8 {
			fmt.Fprintf(&b, "\tstep%d(s);\n", (i*7+j*13+1)%n)
		}
		b.WriteString("\tsnd_pcm_period_elapsed(s);\n}\n")
	}
	return one(wren("", b.String()+handlerHead+"\tstep0(wren->ss);\n"+handlerTail, wrenRequest))
}

func manyIncludes(n int) map[string]string {
	files := map[string]string{"Makefile": "obj-m := " + each(n, "wren%[1]d.o ") + "\n"}
	for i := range n {
		text := fmt.Sprintf("static void step%d(struct snd_pcm_substream *s)\n{\n\tsnd_pcm_period_elapsed(s);\n}\n", i)
		if i == 0 {
			text = wren("", text+handlerHead+"\tstep1(wren->ss);\n"+handlerTail, wrenRequest)
		}
		files[fmt.Sprintf("wren%d.c", i)] = fmt.Sprintf("#ifndef WREN%d\n#define WREN%[1]d\n", i) +
			each(n, "#include \"wren%[1]d.c\"\n") + text + "#endif\n"
	}
	return files
}
