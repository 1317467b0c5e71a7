package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// controlLayer is the functions that have been cut into statements.
type controlLayer struct {
	pointsToLayer
	outlines map[*fn]outlined
}

// A relation says where in a handler something happens, seen from its call of snd_pcm_period_elapsed().
type relation uint8

const (
	never     relation = iota
	elsewhere          // in a branch that does not lead to the call, or comes from it
	ahead              // before the call
	behind             // after it, on the same way
)

func within(list []*cparse.Block, p cparse.Pos) bool {
	return slices.ContainsFunc(list, func(b *cparse.Block) bool { return b.Span().Contains(p) })
}

// An outlined function has been cut into statements.
type outlined struct {
	stmts []*cparse.Block
	body  cparse.Pos
}

// outline gives the statements of a function.
func (w *controlLayer) outline(f *fn) ([]*cparse.Block, cparse.Pos) {
	o, ok := w.outlines[f]
	if !ok {
		o.stmts, o.body = cparse.Outline(w.textOf(f), f.d)
		w.outlines[f] = o
	}
	return o.stmts, o.body
}

// relate says where in a function a place is, seen from another one that is reached.
func (w *controlLayer) relate(f *fn, from, p cparse.Pos) relation {
	if p <= from {
		return ahead
	}
	stmts, body := w.outline(f)
	if body == 0 {
		return elsewhere
	}
	return w.relateIn(f, stmts, from, p)
}

func (w *controlLayer) relateIn(f *fn, list []*cparse.Block, from, p cparse.Pos) relation {
	for _, b := range list {
		if !b.Span().Contains(from) {
			continue
		}
		for _, in := range [][]*cparse.Block{b.Body, b.Else} {
			switch {
			case !within(in, from):
			case within(in, p):
				return w.relateIn(f, in, from, p)
			case b.Span().Contains(p) && !b.Head.Contains(p):
				return elsewhere // the other branch
			}
		}
		if b.Span().Contains(p) || w.leads(f, list, from, p) == falls {
			return behind
		}
		return elsewhere
	}
	return behind
}

// exclusive tells whether two places in one function are never both reached: they stand in different branches, or between
// them is a return.
func (w *controlLayer) exclusive(a, b *site) bool {
	from, p := a.e.Pos, b.e.Pos
	if p < from {
		from, p = p, from
	}
	return from != p && w.relate(a.fn(), from, p) == elsewhere
}

// A wayOut says how a list of statements is left behind a place in it.
type wayOut uint8

const (
	falls  wayOut = iota // to what follows it
	breaks               // out of the loop or switch that it is in
	goes                 // by a return or a goto, past the place that is asked for
)

// leads says how a list of statements is left behind a place in it, before another place is met.
func (w *controlLayer) leads(f *fn, list []*cparse.Block, from, p cparse.Pos) wayOut {
	for i, b := range list {
		if !b.Span().Contains(from) {
			continue
		}
		for _, in := range [][]*cparse.Block{b.Body, b.Else} {
			if !within(in, from) {
				continue
			}
			out := w.leads(f, in, from, p)
			if out == goes || out == breaks && b.Kind != cparse.BlockLoop && b.Kind != cparse.BlockSwitch {
				return out
			}
		}
		for _, next := range list[i+1:] {
			if next.Start >= p || next.Span().Contains(p) {
				return falls
			}
			if out, jumps := w.jumps(f, next, p); jumps {
				return out
			}
		}
	}
	return falls
}

// jumps tells whether a statement always jumps, and how that is seen from a place further on.
func (w *controlLayer) jumps(f *fn, b *cparse.Block, p cparse.Pos) (wayOut, bool) {
	switch b.Kind {
	case cparse.BlockReturn:
		return goes, true
	case cparse.BlockCompound:
		if len(b.Body) > 0 {
			return w.jumps(f, b.Body[len(b.Body)-1], p)
		}
	case cparse.BlockJump:
		label, isGoto := gotoLabel(string(w.source(f.u)[b.Start:b.End]))
		switch {
		case !isGoto:
			return breaks, true
		case w.labelAt(f, label) > p:
			return goes, true
		}
		return falls, true
	}
	return falls, false
}

// gotoLabel gives the label that a goto names.
func gotoLabel(text string) (string, bool) {
	rest, ok := strings.CutPrefix(text, "goto")
	return strings.Trim(rest, " \t\n;"), ok
}

// labelAt gives the place of a label in a function, 0 when there is none.
func (w *controlLayer) labelAt(f *fn, label string) cparse.Pos {
	stmts, _ := w.outline(f)
	src := w.source(f.u)
	at := cparse.Pos(0)
	var walk func(list []*cparse.Block)
	walk = func(list []*cparse.Block) {
		for _, b := range list {
			if b.Kind == cparse.BlockLabel && strings.TrimRight(string(src[b.Start:b.End]), ": \t") == label {
				at = b.Start
			}
			walk(b.Body)
			walk(b.Else)
		}
	}
	walk(stmts)
	return at
}

// scopeHolds tells whether the innermost list of statements around one place, or the statement that it is the head of,
// also has another one, further on.
func scopeHolds(list []*cparse.Block, p, q cparse.Pos) bool {
	for _, b := range list {
		if !b.Span().Contains(p) {
			continue
		}
		for _, in := range [][]*cparse.Block{b.Body, b.Else} {
			if within(in, p) {
				return within(in, q) && scopeHolds(in, p, q)
			}
		}
		return b.Kind != cparse.BlockCompound || b.Head == (cparse.Span{}) || b.Span().Contains(q)
	}
	return true
}
