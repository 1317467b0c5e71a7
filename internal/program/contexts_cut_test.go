package program

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A function whose address goes to more places than are looked at may be called by what was left out: its table is unknown,
// though all that was found is waited for.
func TestUsesThatWereLeftOutAreTold(t *testing.T) {
	t.Parallel()
	var src strings.Builder
	src.WriteString(`#include <linux/interrupt.h>
#include <sound/core.h>
#include <sound/pcm.h>
struct d { struct snd_pcm_substream *ss; void (*end)(struct d *d); };
static void d_end(struct d *d) { snd_pcm_period_elapsed(d->ss); }
static irqreturn_t d_irq(int irq, void *p) { struct d *d = p; d->end(d); return IRQ_HANDLED; }
static int d_open(struct snd_pcm_substream *ss) { struct d *d = snd_pcm_substream_chip(ss); d->ss = ss; return 0; }
static const struct snd_pcm_ops d_ops = { .open = d_open };
int d_probe(struct d *d, struct snd_pcm *pcm, int irq)
{
	d->end = d_end;
	pcm->card->sync_irq = irq;
	snd_pcm_set_ops(pcm, 0, &d_ops);
	return request_irq(irq, d_irq, 0, "d", d);
}
void d_compare(struct d *d)
{
`)
	for range maxFlowSteps {
		src.WriteString("d->end;\n")
	}
	src.WriteString("}\n")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "d.c"), []byte(src.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	tree, err := ktree.Open(t.Context(), dir, false, ktree.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	graph := modules.NewGraph(tree, kernelapi.Kernel())
	w := New(tree, graph, nil)
	verdicts := w.judgeTables(func(string) bool { return true }, w.findElapsed(nil))
	if len(verdicts) != 1 || verdicts[0].Status != contract.Unknown {
		t.Errorf("tables: %s", fmt.Sprint(statuses(verdicts)))
	}
}

func statuses(verdicts []*Verdict) []string {
	var out []string
	for _, v := range verdicts {
		out = append(out, fmt.Sprintf("%s %s %s", v.Name, v.Status, v.Reason))
	}
	return out
}
