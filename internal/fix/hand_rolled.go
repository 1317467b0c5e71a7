package fix

import (
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// handRolled takes a wait out of .hw_free, where for every table that uses the callback the core waits without it: by
// card->sync_irq, or by what the repair of the table adds. A wait that other code needs too, or that comes after something
// else, stays; with the repairs of the tables it does no harm.
func (x *Fixer) handRolled(at finding.Place, res *program.Result, stops map[*program.Verdict]planned) (*finding.Fix, error) {
	wait, own, tables := waitAt(at, res)
	if wait == nil {
		return nil, uncertain("no table was found that it belongs to")
	}
	if own == nil && wait.IRQ {
		return nil, uncertain("the wait is in %s(), not in the table's .hw_free itself", wait.In)
	}
	var changes []change
	for _, v := range tables {
		if wait.IRQ && v.Status == program.Synced && v.SyncBy == finding.BySyncIRQ {
			continue
		}
		cs, err := x.instead(v, wait, stops)
		if err != nil {
			return nil, err
		}
		changes = append(changes, cs...)
	}
	switch {
	case own == nil:
		return x.fix("wait in .sync_stop, where the core waits; "+wait.In+"() is left as it is", changes)
	case !x.first(own) && wait.IRQ:
		return nil, uncertain("what %s() does before the wait may be what silences the IRQ", own.In.Name)
	case !x.first(own):
		return x.fix("wait in .sync_stop too, where the core waits", changes)
	}
	gone, err := x.removeWait(own, tables)
	if err != nil {
		return nil, err
	}
	return x.fix("move the wait from .hw_free to where the core waits", append(changes, gone...))
}

// waitAt gives the wait of a finding with the tables whose .hw_free reaches it; own is it as a statement of .hw_free
// itself, nil when it is none for some table.
func waitAt(at finding.Place, res *program.Result) (wait *program.Wait, own *program.OwnWait, tables []*program.Verdict) {
	helper := false
	for _, v := range res.Verdicts {
		for _, w := range v.Waits {
			if placeOf(w.Pos) == at && w.Callback == kernelapi.HWFree {
				wait = w
				tables = append(tables, v)
				if own = ownWait(v, w.Pos); own == nil {
					helper = true
				}
			}
		}
	}
	if helper {
		own = nil
	}
	return wait, own, tables
}

// instead is the repair of a table that makes a wait in .hw_free unnecessary.
func (x *Fixer) instead(v *program.Verdict, wait *program.Wait, stops map[*program.Verdict]planned) ([]change, error) {
	if v.Status != program.Unsynced {
		return nil, uncertain("whether the table's .sync_stop waits for it already was not looked at")
	}
	if wait.IRQ {
		_, cs, err := x.tableChanges("PCM001", v, stops)
		return cs, err
	}
	p := stops[v]
	if p.err != nil {
		return nil, p.err
	}
	return x.changes(p.stop, p.group)
}

// first tells whether .hw_free waits before it does anything else: what it does before may be what keeps the handler from
// starting again, so that a wait in .sync_stop cannot take the place of one behind it.
func (x *Fixer) first(w *program.OwnWait) bool {
	o := x.outline(w.In)
	if o == nil {
		return false
	}
	p := o.find(w.Call.Start)
	c := &slice{o: o, list: o.stmts}
	return ownStatement(p, w.Call.Start) && c.backward([]*place{p}) && !c.others
}

func ownWait(v *program.Verdict, at program.Pos) *program.OwnWait {
	if v.Remedy == nil {
		return nil
	}
	for i := range v.Remedy.Waits {
		if w := &v.Remedy.Waits[i]; w.Call.File == at.File && w.Call.Start == at.Start {
			return w
		}
	}
	return nil
}

// removeWait takes the statement out, the variables that only it used, and the whole callback where nothing is left.
func (x *Fixer) removeWait(w *program.OwnWait, tables []*program.Verdict) ([]change, error) {
	o := x.outline(w.In)
	if o == nil {
		return nil, errUnreadable
	}
	p := o.find(w.Call.Start)
	if p == nil || p.block().Kind != cparse.BlockPlain || p.up != nil || p.block().Start != w.Call.Start {
		return nil, uncertain("the wait is part of another statement")
	}
	var left []*cparse.Block
	gone := []*cparse.Block{p.block()}
	for _, b := range o.stmts {
		if b != p.block() {
			left = append(left, b)
		}
	}
	for again := true; again; {
		again = false
		for i, b := range left {
			name := onlyDeclares(o.cut(b.Start, b.End))
			if b.Kind != cparse.BlockPlain || name == "" || used(o, left, i, name) {
				continue
			}
			gone = append(gone, b)
			left = append(left[:i:i], left[i+1:]...)
			again = true
			break
		}
	}
	if len(left) == 1 && strings.Join(strings.Fields(o.cut(left[0].Start, left[0].End)), " ") == "return 0;" && x.freeIsOptional() {
		if cs, ok := x.removeCallback(w, tables); ok {
			return cs, nil
		}
	}
	var out []change
	for _, b := range gone {
		if _, ok := o.indent(b.Start); !ok || !onlyComment(o.cut(b.End, o.lineEnd(b.End))) {
			return nil, uncertain("the wait shares its line with another statement")
		}
		start, end := o.lineStart(b.Start), o.lineEnd(b.End)
		if blankLine(o.text, end) && (blankAbove(o.text, start) || o.lineStart(start) == o.lineEnd(o.body)) {
			end = o.lineEnd(end)
		}
		out = append(out, change{w.In.File, start, end, ""})
	}
	return out, nil
}

func blankLine(t *text, at cparse.Pos) bool {
	return strings.TrimSpace(t.cut(at, t.lineEnd(at))) == ""
}

func blankAbove(t *text, at cparse.Pos) bool { return at > 0 && blankLine(t, t.lineStart(at-1)) }

// onlyDeclares gives the name of the pointer to a struct that a statement declares, with a value that has no effects of its own.
func onlyDeclares(stmt string) string {
	left, value, ok := strings.Cut(stmt, "=")
	if !ok || !strings.HasPrefix(stmt, "struct ") || strings.Count(left, "*") != 1 || strings.Contains(left, ",") ||
		strings.Contains(value, "alloc") || strings.Contains(value, "=") {
		return ""
	}
	return lastWord(strings.TrimSpace(left))
}

func used(o *outline, list []*cparse.Block, but int, name string) bool {
	for i, b := range list {
		if i != but && word(o.cut(b.Start, b.End), name) {
			return true
		}
	}
	return false
}

// freeIsOptional tells whether the core at hand asks for a .hw_free before it calls it (do_hw_free() in
// sound/core/pcm_native.c, since 5.5).
func (x *Fixer) freeIsOptional() bool {
	t := x.text(kernelapi.PCMCore)
	return t != nil && strings.Contains(string(t.src), "if (substream->ops->hw_free)")
}

// removeCallback takes a callback out that does nothing, with the members that name it.
func (x *Fixer) removeCallback(w *program.OwnWait, tables []*program.Verdict) ([]change, bool) {
	t := x.text(w.In.File)
	out := []change{}
	for _, v := range tables {
		for _, m := range v.Remedy.Members {
			if m.Name != kernelapi.HWFree {
				continue
			}
			start, end := t.lineStart(m.Elem.Start), t.lineEnd(m.Elem.Start)
			if v.Pos.File != w.In.File || elemLine.FindString(strings.TrimRight(t.cut(start, end), "\r\n")) == "" {
				return nil, false
			}
			out = append(out, change{v.Pos.File, start, end, ""})
		}
	}
	if strings.Count(wordsOnly(t.src), " "+w.In.Name+" ") != len(out)+1 {
		return nil, false
	}
	start, end := t.itemStart(w.In.Pos), t.lineEnd(w.In.End)
	if blankLine(t, end) {
		end = t.lineEnd(end)
	}
	return append(out, change{w.In.File, start, end, ""}), true
}

// wordsOnly is a text with blanks in the place of all that is not part of a name, and two between names.
func wordsOnly(src []byte) string {
	return " " + strings.Join(strings.FieldsFunc(string(src), func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}), "  ") + " "
}
