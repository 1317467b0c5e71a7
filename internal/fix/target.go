package fix

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/kversion"
	"github.com/pcmlint/pcmlint/internal/program"
)

// A Kernel is what repairs are written for.
type Kernel struct {
	Version  kversion.Version // kversion.Newest where it is not known
	SyncStop bool             // its core calls .sync_stop and waits for card->sync_irq
}

// has tells whether the kernel that a driver is for has something: its own text says so, or else its version. What
// nothing is known about is taken to be there.
func (x *Fixer) has(name string) bool {
	s, ok := kernelapi.Since[name]
	if !ok {
		return true
	}
	if t := x.text(s.File); t != nil {
		name, _, _ = strings.Cut(name, "@")
		return word(string(t.src), name)
	}
	v := x.kernel.Version
	return v == kversion.Newest || v.Compare(s.From) >= 0 && (s.Until == (kversion.Version{}) || v.Compare(s.Until) < 0)
}

// lacking says that the kernel which a table is for has nothing that a repair could use.
func (x *Fixer) lacking(v *program.Verdict) error {
	if x.kernel.SyncStop && v.Target.SyncStop && (!v.ASoC() || x.has(kernelapi.ComponentSyncStop)) {
		return nil
	}
	return uncertain("the kernel that it is for has no .sync_stop and no card->sync_irq: there .hw_free and .prepare have to wait")
}

// usual picks one of several names for the same thing: the one that a driver's text uses already, itself or one of its
// kin, as far as the kernel still has it; else the first that the kernel has.
func (x *Fixer) usual(names []string, in *text) (string, bool) {
	best := ""
	for _, n := range names {
		if !x.has(n) {
			continue
		}
		if in != nil && (word(string(in.src), n) || slices.ContainsFunc(kernelapi.WaitingCalls[n].Kin, func(k string) bool { return word(string(in.src), k) })) {
			return n, true
		}
		if best == "" {
			best = n
		}
	}
	return best, best != ""
}
