package program

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// doubt makes a table unknown whose driver's code was not understood where that matters: where a statement is lost that
// may wait or say what the core waits for, where an elapsed call stands in text of which no fact tells, or where nothing
// asynchronous was found and the substream goes to code that is not at hand.
func (w *verdictLayer) doubt(v *Verdict) {
	if x := w.lost(v.Table); x != nil && v.Status != contract.Unknown {
		v.Status, v.Unread = contract.Unknown, x
		return
	}
	if v.Stop != Absent || v.Status != contract.NoAsync && v.Status != contract.Synced {
		return
	}
	if x := w.unread(v.Table); x != nil {
		v.Status, v.Unread = contract.Unknown, x
		return
	}
	if v.Status != contract.NoAsync {
		return
	}
	if reason := w.handedOut(v.Table); reason != "" {
		v.Status, v.Reason = contract.Unknown, reason
	}
}

// Unread is a mention of a function in code that was not understood.
type Unread struct {
	Name string
	Pos  Pos
}

// Why says why the table is unknown. A place in it is spelled when it is asked for: an edit above moves it.
func (v *Verdict) Why() string {
	if v.Unread == nil {
		return v.Reason
	}
	return fmt.Sprintf("%s in %s:%d stands in code that was not understood", v.Unread.what(), v.Unread.Pos.File, v.Unread.Pos.Line)
}

// what spells the mention.
func (x *Unread) what() string {
	switch x.Name {
	case kernelapi.SyncIRQ.Field, kernelapi.SyncStop:
		return x.Name
	}
	return "the call of " + x.Name + "()"
}

// lost finds a mention of a wait, or of what the core waits for, in a statement of the driver of a table that was not
// understood.
func (w *verdictLayer) lost(t *Table) *Unread {
	matters := func(word string) bool {
		_, waits := w.api().Waits[word]
		return waits || word == kernelapi.SyncIRQ.Field || word == kernelapi.SyncStop
	}
	for _, p := range w.driverFiles(t) {
		u := w.units[p]
		if u == nil {
			continue
		}
		for _, x := range u.lost() {
			text := w.source(u)
			if int(x.End) > len(text) || x.Pos > x.End {
				continue
			}
			for _, word := range cparse.Live(text[x.Pos:x.End], matters) {
				return w.unreadAt(u, word.Name, x.Pos+word.Pos)
			}
		}
	}
	return nil
}

// lost lists the statements that were not understood in what was read of a file.
func (u *unit) lost() []cparse.Problem {
	var out []cparse.Problem
	for i := range u.items {
		switch it := &u.items[i]; {
		case it.fn != nil && it.fn.read:
			out = append(out, it.fn.d.Read().Problems...)
		case it.v != nil && it.built:
			out = append(out, it.v.Read().Problems...)
		}
	}
	return out
}

// driverFiles lists the files of the driver of a table, the headers of its own among them.
func (w *verdictLayer) driverFiles(t *Table) []string {
	files := w.graph.Siblings(t.u.path)
	for _, p := range slices.Clone(files) {
		files = append(files, w.localClosure(p)...)
	}
	files = append(files, t.u.path)
	slices.Sort(files)
	return slices.Compact(files)
}

// unread finds a mention of the elapsed call that no fact tells of in the driver of a table.
func (w *verdictLayer) unread(t *Table) *Unread {
	for _, p := range w.driverFiles(t) {
		if modules.IsHeader(p) && hasPrefix(p, "include/") {
			continue
		}
		x, ok := w.unreadIn[p]
		if !ok {
			x = w.findUnread(p)
			w.unreadIn[p] = x
		}
		if x != nil {
			return x
		}
	}
	return nil
}

func (w *verdictLayer) findUnread(path string) *Unread {
	names := w.elapsedNames(path)
	if len(names) == 0 {
		return nil
	}
	u := w.unit(path)
	text, err := w.tree.Compiled(path)
	if u == nil || err != nil {
		return nil
	}
	told, spelled := 0, 0
	for _, name := range names {
		told += w.toldOf(u, name)
		spelled += bytes.Count(text, []byte(name))
	}
	if told == spelled {
		return nil
	}
	for _, x := range cparse.Live(text, func(word string) bool { return slices.Contains(names, word) }) {
		if !w.isTold(u, x) {
			return w.unreadAt(u, x.Name, x.Pos)
		}
	}
	return nil
}

func (w *verdictLayer) unreadAt(u *unit, name string, start cparse.Pos) *Unread {
	pos := at(u.path, start, start+posLen(name))
	pos.Line, pos.Column = u.file.Position(pos.Start)
	pos.EndLine, pos.EndCol = u.file.Position(pos.End)
	return &Unread{Name: name, Pos: pos}
}

// elapsedNames lists the elapsed functions that a file mentions, in a string too.
func (w *verdictLayer) elapsedNames(path string) []string {
	var out []string
	quoted := w.tree.Flags(path)&ktree.HasElapsed != 0
	for name := range kernelapi.Elapsed {
		if quoted || w.mentions(path, name) {
			out = append(out, name)
		}
	}
	return out
}

// toldOf counts the expressions of a file's own text that are a name.
func (w *verdictLayer) toldOf(u *unit, name string) int {
	n := 0
	for _, s := range w.idents(u, name) {
		if s.root.depth == 0 && !isLoose(s) {
			n++
		}
	}
	return n
}

// isTold tells whether a word stands for an expression that is known, or is declared, defined or exported.
func (w *verdictLayer) isTold(u *unit, x cparse.Word) bool {
	here := func(s *site) bool { return s.e.Pos <= x.Pos && x.Pos < s.e.End }
	if slices.ContainsFunc(w.members(u, x.Name), here) || slices.ContainsFunc(w.inits(u, x.Name), here) || w.declaresMember(u, x) {
		return true // a member of that name
	}
	for i := range u.file.Protos {
		if p := &u.file.Protos[i]; p.Pos <= x.Pos && x.Pos <= p.Pos+posLen(x.Name)+256 && p.Name == x.Name {
			return true
		}
	}
	for i := range u.file.Funcs {
		if f := &u.file.Funcs[i]; f.Name == x.Name && x.Pos == f.Pos {
			return true
		}
	}
	return slices.ContainsFunc(w.idents(u, x.Name), func(s *site) bool { return here(s) && !isLoose(s) })
}

// isLoose tells whether an expression is a call in no function: a piece of one that includes its file.
func isLoose(s *site) bool {
	return s.root.top != nil && s.up != nil && s.up.e.Kind == cparse.Call && s.arg == 0
}

// declaresMember tells whether a word is the name of a member in a struct of the file.
func (w *verdictLayer) declaresMember(u *unit, x cparse.Word) bool {
	for i := range u.file.Structs {
		if slices.ContainsFunc(u.file.Structs[i].Fields, func(f cparse.Field) bool { return f.Name == x.Name && f.Pos == x.Pos }) {
			return true
		}
	}
	return false
}

// handedOut finds a call by which a table's callbacks hand their substream to a function that is not at hand, and says
// which. What is ALSA's own is known.
func (w *verdictLayer) handedOut(t *Table) string {
	seen := map[*fn]bool{}
	var visit func(f *fn, depth int) string
	visit = func(f *fn, depth int) string {
		if seen[f] || depth > maxWaitDepth {
			return ""
		}
		seen[f] = true
		for _, c := range w.callsIn(f) {
			name := calledName(c)
			if name != "" && w.notAtHand(c, name) && slices.ContainsFunc(c.kids[1:], func(a site) bool { return w.isSubstream(&a) }) {
				return fmt.Sprintf("%s() gets the substream in %s() and is not at hand: it may have the periods ended", name, f.name())
			}
			for _, g := range w.driverCallees(c) {
				if reason := visit(g, depth+1); reason != "" {
					return reason
				}
			}
		}
		return ""
	}
	for _, name := range w.api().Callbacks() {
		for _, m := range t.members[name] {
			b := w.backward(t.u.path)
			b.functions(m.value)
			for _, f := range b.fns {
				if reason := visit(f, 0); reason != "" {
					return reason
				}
			}
		}
	}
	return ""
}

func (w *verdictLayer) isSubstream(s *site) bool {
	t := w.typeOf(s)
	return t.sd != nil && t.sd.tag == kernelapi.Substream && t.ptr == 1
}

// notAtHand tells whether a call names a function of which neither the body nor anything else is known.
func (w *verdictLayer) notAtHand(c *site, name string) bool {
	if f := c.fn(); f != nil {
		if _, _, local := f.local(name, c.e.Pos); local {
			return false
		}
	}
	if kernelapi.NotRegistrars[name] || w.api().Calls(name) || kernelapi.Elapsed[name] || w.expanded(c) != nil {
		return false
	}
	for _, known := range []string{"snd_", "__snd_", "dev_", "pr_", "trace_", "print"} {
		if strings.HasPrefix(name, known) {
			return false
		}
	}
	return name == strings.ToLower(name) && len(w.lookupFunc(c.u(), name)) == 0 && w.lookupVar(c.u(), name) == nil && len(w.exporters(name)) == 0
}
