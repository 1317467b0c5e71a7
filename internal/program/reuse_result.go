package program

import (
	"bytes"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// Again gives the result of an analysis for a tree that differs from the World's in the texts of some files, when the
// differences are in places that the analysis did not look at: functions that mention nothing that was asked for, and
// comments. Then everything is as it was, but for the places. Otherwise it gives nil. The World must have been told to
// Track before it found res.
func (w *World) Again(res *Result, t *ktree.Tree, g *modules.Graph) *Result {
	if w.asked == nil || !g.LinkedLike(w.graph) {
		return nil
	}
	m := &mover{w: w, tree: t, files: map[string]*moved{}}
	for _, p := range t.Changed(w.tree) {
		if modules.IsHeader(p) || w.graph.CompiledWithOthers(p) || !t.SearchedLike(w.tree, p) {
			return nil
		}
		if !w.summaryStands(p, g) || !m.compare(p) {
			return nil
		}
	}
	return m.result(res)
}

// summaryStands tells whether a file's summary in another graph says the same to all that was asked.
func (w *World) summaryStands(p string, g *modules.Graph) bool {
	was, errWas := w.graph.Summary(p)
	is, err := g.Summary(p)
	if err != nil || errWas != nil {
		return false
	}
	return slices.EqualFunc(is.Includes, was.Includes, modules.SameInclude) && slices.Equal(is.Exports, was.Exports) &&
		slices.Equal(is.Defines, was.Defines) && slices.Equal(is.Tags, was.Tags) && slices.Equal(is.Funcs, was.Funcs) &&
		!slices.ContainsFunc(modules.Differing(is.Idents, was.Idents), func(h uint32) bool { return w.asked.has(h, anywhere) })
}

// comparison is one file before and after.
type comparison struct {
	w        *World
	u        *unit
	was, is  *cparse.File
	old, new []byte
	out      *moved
}

// compare tells whether the analysis would find in a file what it found, and learns where the places in it are now.
func (m *mover) compare(p string) bool {
	u := m.w.units[p]
	if u == nil {
		return true // nobody looked into it
	}
	f, err := m.tree.Facts(p)
	if err != nil || f == nil || !cparse.SameDeclarations(u.file, f) {
		return false
	}
	c := &comparison{w: m.w, u: u, was: u.file, is: f, old: m.w.source(u), out: &moved{file: f}}
	if c.new, err = m.tree.Source(p); err != nil || c.old == nil {
		return false
	}
	for name := range kernelapi.Elapsed { // a call that stands in no function is one that was not understood
		if bytes.Count(c.old, []byte(name)) != bytes.Count(c.new, []byte(name)) {
			return false
		}
	}
	m.files[p] = c.out
	for i := range f.Vars {
		a, b := &u.file.Vars[i], &f.Vars[i]
		if move := shift(a.Pos, b.Pos); !c.sameText(a.Pos, a.End, b.Pos, b.End) || !move.Var(a, b) {
			return false
		}
		c.out.add(a.Pos, a.End, shift(a.Pos, b.Pos))
	}
	for i := range f.TopCalls {
		a, b := &u.file.TopCalls[i], &f.TopCalls[i]
		if move := shift(a.Pos, b.Pos); !c.sameText(a.Pos, a.End, b.Pos, b.End) || !move.TopCall(a, b) {
			return false
		}
		c.out.add(a.Pos, a.End, shift(a.Pos, b.Pos))
	}
	for i := range f.Funcs {
		if !c.function(&u.file.Funcs[i], &f.Funcs[i]) {
			return false
		}
	}
	c.out.sort()
	return true
}

// shift is the move of something that did not change.
func shift(a, b cparse.Pos) cparse.Move {
	return cparse.Move{At: ^cparse.Pos(0), Before: int(b) - int(a)}
}

// sameText tells whether the text between two places is what it was between two others.
func (c *comparison) sameText(from, to, isFrom, isTo cparse.Pos) bool {
	return from <= to && int(to) <= len(c.old) && isFrom <= isTo && int(isTo) <= len(c.new) &&
		bytes.Equal(c.old[from:to], c.new[isFrom:isTo])
}

// function compares one function: nothing changed, or a comment, or nobody looked into it.
func (c *comparison) function(a, b *cparse.Func) bool {
	if !cparse.SameHead(a, b) || int(a.End) > len(c.old) || a.Pos > a.End || int(b.End) > len(c.new) || b.Pos > b.End {
		return false
	}
	old, is := c.old[a.Pos:a.End], c.new[b.Pos:b.End]
	if bytes.Equal(old, is) {
		move := shift(a.Pos, b.Pos)
		c.out.add(a.Pos, a.End, move)
		return move.Func(a, b)
	}
	if move, ok := commentMove(a, b, old, is); ok && move.Func(a, b) {
		c.out.add(a.Pos, a.End, move)
		return true
	}
	if !c.unseen(a, b, old, is) {
		return false
	}
	c.out.add(a.Pos, a.Pos+posLen(a.Name), shift(a.Pos, b.Pos))
	c.out.add(a.End, a.End, shift(a.End, b.End))
	return true
}

// commentMove says how the places of a function moved in which only a comment changed that cannot be taken for code by
// somebody who looks at the text.
func commentMove(a, b *cparse.Func, old, is []byte) (cparse.Move, bool) {
	from := 0
	for from < len(old) && from < len(is) && old[from] == is[from] {
		from++
	}
	behind := 0
	for behind < len(old)-from && behind < len(is)-from && old[len(old)-1-behind] == is[len(is)-1-behind] {
		behind++
	}
	cut, now := old[from:len(old)-behind], is[from:len(is)-behind]
	const code = "{}#:/*\\"
	if bytes.ContainsAny(cut, code) || bytes.ContainsAny(now, code) || !cparse.InComment(old, from, len(old)-behind) ||
		!cparse.InComment(is, from, len(is)-behind) {
		return cparse.Move{}, false
	}
	d := int(b.Pos) - int(a.Pos)
	return cparse.Move{At: a.Pos + cparse.Pos(from), Before: d, After: d + len(is) - len(old)}, true
}

// unseen tells whether the analysis did not look into a function, and would not look into what it is now.
func (c *comparison) unseen(a, b *cparse.Func, old, is []byte) bool {
	n := slices.IndexFunc(c.u.items, func(it item) bool { return it.fn != nil && it.fn.d.Is(a) })
	if n < 0 || c.u.items[n].built || c.u.items[n].fn.read || bytes.IndexByte(old, '#') >= 0 || bytes.IndexByte(is, '#') >= 0 {
		return false
	}
	ok := true
	for _, d := range []*cparse.Func{a, b} {
		braced := d.Words(func(name string, _ cparse.WordKind) { ok = ok && (name == d.Name || !c.asked(name)) })
		ok = ok && !(braced && c.u.bracesAsked)
	}
	return ok
}

// asked tells whether a word in a function of the file matters to somebody.
func (c *comparison) asked(name string) bool {
	if c.w.asked.has(cparse.HashName(name), c.u.path) {
		return true
	}
	m := c.w.ownMacro(c.u, name)
	return m != nil && m.FuncLike
}
