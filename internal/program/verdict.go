package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// verdictLayer judges tables, and knows what of their files was not understood.
type verdictLayer struct {
	proofLayer
	unreadIn map[string]*Unread // findUnread, remembered
}

func (w *verdictLayer) judge(t *Table, es []*elapsed, irqs []syncIRQ) *Verdict {
	v := &Verdict{Table: t, Module: w.graph.ModuleName(t.u.path), Target: w.tree.Target(t.u.path)}
	type key struct {
		kind kernelapi.Kind
		e    *fn
		reg  Pos
		el   Pos
	}
	have := map[key]bool{}
	unresolved, cut := "", ""
	if w.pattern(t) {
		es = nil
	}
	for _, e := range es {
		for _, c := range e.contexts {
			if !t.in(c.tables) || !t.leaves.Meets(c.leaves) {
				continue
			}
			k := key{c.Kind, c.entry, c.Registered, c.Elapsed}
			if !have[k] {
				have[k] = true
				v.Contexts = append(v.Contexts, c)
			}
		}
		if e.cut && t.in(e.tables) {
			cut = "the calls in " + e.at.u().path + " were too many to follow: what leads to snd_pcm_period_elapsed() in " + functionName(e.at) + "() is not all known"
		}
		if t.in(e.tables) && len(e.contexts) == 0 && !e.sync {
			unresolved = "nothing was found that starts the call of snd_pcm_period_elapsed() in " + functionName(e.at) + "()"
		}
		if e.outside != "" && unresolved == "" && t.in(e.tables) {
			unresolved = "nothing at hand calls " + e.outside + "(), which leads to the call of snd_pcm_period_elapsed() in " + functionName(e.at) + "()"
		}
	}
	v.Callbacks = t.callbacks()
	w.decide(v, irqs, unresolved)
	if cut != "" && v.Status != Unsynced { // what is open is so, whatever else there is
		v.Status, v.Reason = Unknown, cut
	}
	if v.Status == Unsynced && v.Target.SyncStop {
		v.Beside = w.beside(v, es)
	}
	w.addWaits(v)
	return v
}

// decide finds what waits for each context of a table, and with that how the table stands.
func (w *verdictLayer) decide(v *Verdict, irqs []syncIRQ, unresolved string) {
	stop, at := v.Table.presence(kernelapi.SyncStop)
	if !v.Target.SyncStop { // whatever the table has, this core does not look at it
		stop = Absent
	}
	v.Stop = stop
	if stop != Absent {
		v.SyncBy, v.SyncPos = contract.BySyncStop, at
	}
	facts := contract.Facts{Stop: stop, Unresolved: unresolved}
	if !v.Target.SyncStop {
		for i, cover := range w.judgeByHand(v) {
			facts.Contexts = append(facts.Contexts, contract.Waited{Kind: v.Contexts[i].Kind, Hand: cover})
		}
	} else if stop != Absent {
		for i, cover := range w.judgeStop(v) {
			facts.Contexts = append(facts.Contexts, contract.Waited{Kind: v.Contexts[i].Kind, Stop: cover})
		}
	} else {
		for i, cover := range w.judgeSyncIRQ(v, irqs) {
			facts.Contexts = append(facts.Contexts, contract.Waited{Kind: v.Contexts[i].Kind, IRQ: cover})
		}
	}
	d := contract.Decide(facts)
	v.Status, v.Reason = Status(d.Status), d.Reason
	for _, i := range d.Open {
		v.Uncovered = append(v.Uncovered, v.Contexts[i])
	}
	w.remark(v)
}

// programs gives the programs that contexts of a table run in; where it has none and is to be told of, all that it is in.
func (v *Verdict) programs(leaves int) modules.Leaves {
	waits := slices.ContainsFunc(v.Waits, func(x *Wait) bool { return x.Callback == kernelapi.HWFree })
	if len(v.Contexts) == 0 {
		if v.Status == Unknown || waits {
			return v.leaves
		}
		return modules.Leaves{}
	}
	out := make(modules.Leaves, (leaves+63)/64)
	for _, c := range v.Contexts {
		out.Or(v.leaves.And(c.leaves))
	}
	return out
}

// beside lists the IRQ handlers of the other tables that need card->sync_irq as much as this one does.
func (w *verdictLayer) beside(v *Verdict, es []*elapsed) []*Context {
	mine := map[Pos]bool{}
	for _, c := range v.Uncovered {
		if c.Kind.SyncedByIRQ() {
			mine[c.Registered] = true
		}
	}
	if len(mine) == 0 {
		return nil
	}
	needs := func(t *Table) bool {
		stop, _ := t.presence(kernelapi.SyncStop)
		return t != v.Table && stop == Absent && !t.ASoC() && w.graph.SameModule(t.u.path, v.u.path)
	}
	var out []*Context
	for _, e := range es {
		for _, c := range e.contexts {
			if c.Kind.SyncedByIRQ() && !mine[c.Registered] && c.leaves.Meets(v.leaves) && slices.ContainsFunc(slices.Collect(maps.Keys(c.tables)), needs) {
				mine[c.Registered] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// addWaits looks for waiting calls that the table's callbacks reach.
func (w *verdictLayer) addWaits(v *Verdict) {
	for _, cb := range []string{kernelapi.HWFree, "prepare", "hw_params"} {
		for _, x := range w.waitsFrom(v.Table, cb) {
			k := w.api().Waits[x.Call]
			if !k.IRQ {
				w.match(x, k, v.Contexts)
				if len(x.For) == 0 {
					continue
				}
			}
			v.Waits = append(v.Waits, x)
		}
	}
}
