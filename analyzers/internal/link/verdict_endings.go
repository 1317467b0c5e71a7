package link

import (
	"slices"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// This file decides whether a context comes to an end, so that a repair may wait for it.

// orders is what a callback tells those who listen: on channels that it closes itself or by cancelling, on channels that
// it sends on, and by flags.
type orders struct {
	closed, sent []ident
	// flags are atomic variables that it sets to something else than the one value with which it starts.
	flags []ident
}

// ending tells whether a context comes to an end, by itself or because Trigger or SyncStop tells it to, whether it waits
// for nothing else than that, and whether only SyncStop tells it.
func (p *program) ending(t *Table, x *context) (ends, leaves, late bool) {
	told := p.tellsOf(t, "trigger", false)
	if x.loops && p.sharesDevice(t) {
		return false, false, false // the loop of another stream goes on
	}
	if x.loops && !told.reach(x) {
		if told = p.tellsOf(t, "syncstop", true); !told.reach(x) {
			return false, false, false
		}
		late = true
	}
	stuck := slices.ContainsFunc(x.blocks, func(id ident) bool { return !anySame(id, told.closed) })
	return true, !stuck, late
}

// sharesDevice tells whether the device of a table can have other streams that run at the same time: the table is registered
// more than once, or the function that registers it registers another one that something ends periods of.
func (p *program) sharesDevice(t *Table) bool {
	if len(t.calls) != 1 || t.calls[0].Loop {
		return true
	}
	in := p.outermost(t.calls[0].fn)
	return slices.ContainsFunc(p.tables, func(u *Table) bool {
		return u != t && len(p.tied(u)) > 0 && slices.ContainsFunc(u.calls, func(c *call) bool { return p.outermost(c.fn) == in })
	})
}

// reach tells whether a context listens to what a callback tells.
func (t orders) reach(x *context) bool {
	return slices.ContainsFunc(x.takes, func(id ident) bool { return anySame(id, t.closed) }) ||
		slices.ContainsFunc(x.leaves, func(id ident) bool { return anySame(id, t.sent) }) ||
		slices.ContainsFunc(x.polls, func(id ident) bool { return anySame(id, t.closed) || anySame(id, t.flags) })
}

// tellsOf collects what a callback of a table tells. One that only stops gives a flag the one value that means that;
// another one must have two values for it, or a value that it was given.
func (p *program) tellsOf(t *Table, op string, stops bool) orders {
	var out orders
	values := map[string][]string{} // of flags, by their idents
	flags := map[string]ident{}
	for f := range p.runBy(t, op) {
		for _, pr := range f.Prims {
			id := p.identOf(p.global(f.off, pr.Node), nil)
			switch pr.Kind {
			case ir.Close:
				out.closed = append(out.closed, id)
			case ir.Send:
				out.sent = append(out.sent, id)
			}
		}
		for _, c := range f.calls {
			for _, o := range p.objsOf(p.global(f.off, c.Dyn)) {
				out.closed = append(out.closed, p.closedBy(o))
			}
			if !knowledge.AtomicWrites(c.Static) || len(c.Args) == 0 {
				continue
			}
			id := p.atomicIdent(c, nil)
			key := id.variable + id.field
			for _, o := range id.objs {
				key += " " + o.key
			}
			flags[key] = id
			values[key] = append(values[key], c.Args[len(c.Args)-1].Const)
		}
	}
	for key, id := range flags {
		v := values[key]
		if stops || slices.ContainsFunc(v, func(s string) bool { return s != v[0] || s == "" || s[0] != '=' }) {
			out.flags = append(out.flags, id)
		}
	}
	return out
}

// runBy returns the functions that a callback reaches.
func (p *program) runBy(t *Table, op string) map[*fn]bool {
	c := &context{}
	w := newWalker(p, c)
	for _, o := range t.ops[op] {
		w.walk(p.funcs[o.fn], nil, []Step{{}})
	}
	return c.visited
}
