package link

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// atomicOps are the ops that whoever holds the stream calls, the handler that ends its periods among them.
var atomicOps = []string{"trigger", "pointer", "ack"}

// judgeTriggerWaits applies PCM004: waits in Trigger, Pointer or Ack for what may be their caller.
func (p *program) judgeTriggerWaits(r *Result) {
	found := map[ir.Pos]*Finding{}
	var order []ir.Pos
	for _, t := range p.tables {
		if p.gaveUp {
			continue
		}
		for _, w := range p.atomicWaits(t) {
			x := p.waitedInTrigger(t, w)
			pos, own := p.waitPos(w)
			if x == nil || !own {
				continue
			}
			f := found[pos]
			if f == nil {
				f = &Finding{Rule: contract.WaitInTrigger, Pos: pos, Subject: w.what, Context: x.kind, Entries: []string{x.name}, Path: w.path, Table: t,
					Key: fmt.Sprintf("%s %s:%d:%d", contract.WaitInTrigger, w.pos.File, w.pos.Line, w.pos.Col), Related: x.path}
				if w.own {
					f.Subject = "<-"
				}
				found[pos] = f
				order = append(order, pos)
			}
			if !slices.Contains(f.Tables, t) {
				f.Tables = append(f.Tables, t)
			}
		}
	}
	for _, pos := range order {
		f := found[pos]
		f.Message = triggerMessage(f)
		r.Findings = append(r.Findings, *f)
	}
}

func triggerMessage(f *Finding) string {
	var names []string
	for _, t := range f.Tables {
		names = append(names, t.Name)
	}
	sort.Strings(names)
	what := f.Subject
	if what == "<-" {
		what = "receiving here"
	}
	return fmt.Sprintf("%s in Trigger of %s waits for %s, which may be its caller or need what that holds: it never ends; wait in SyncStop instead",
		what, strings.Join(names, ", "), f.Entries[0])
}

// atomicWaits returns the waits for an object or an interrupt that those ops reach.
func (p *program) atomicWaits(t *Table) []wait {
	var out []wait
	for _, op := range atomicOps {
		for _, w := range p.waitsOf(t, op) {
			if !w.dunno && !w.poll && !w.send && !w.any && w.kind != knowledge.WaitLock {
				out = append(out, w)
			}
		}
	}
	return out
}

// waitedInTrigger returns the context that a wait certainly waits for, nil for none.
func (p *program) waitedInTrigger(t *Table, w wait) *context {
	for _, x := range p.tied(t) {
		if p.waitsFor(w, x, 0) == yes {
			return x
		}
	}
	return nil
}
