// Package fix turns what the analysis knows about a driver into the repair that its maintainer would write: edits of
// the text, in the spelling and the layout of the place. A repair that is not certain is none.
//
// It knows C text (cparse's outline of a function) and the PCM core's contract. It does not analyse: whatever has to be
// known about other functions and files is in program.Remedy. It writes no files but through Write.
package fix

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/program"
)

// Source gives the text of a file of the tree.
type Source func(file string) ([]byte, error)

// Fixer writes repairs for the findings of one report.
type Fixer struct {
	source   Source
	kernel   Kernel
	texts    map[string]*text
	outlines map[program.Func]*outline
}

// New prepares to repair drivers for a kernel, whose text source gives.
func New(source Source, kernel Kernel) *Fixer {
	return &Fixer{source: source, kernel: kernel, texts: map[string]*text{}, outlines: map[program.Func]*outline{}}
}

// Attach gives each finding the repair that is certain for a kernel, or says why there is none. Findings must come from
// res.
func Attach(fs []finding.Finding, res *program.Result, source Source, kernel Kernel) {
	x := New(source, kernel)
	tables := map[finding.Place]*program.Verdict{}
	for _, v := range res.Verdicts {
		if v.Remedy != nil {
			tables[placeOf(v.Pos)] = v
		}
	}
	stops, moves := x.stops(res), x.moves(res)
	for i := range fs {
		f := &fs[i]
		var (
			fix *finding.Fix
			err error
		)
		switch v := tables[f.Place]; {
		case f.Rule == "PCM003":
			fix, err = x.handRolled(f.Place, res, stops)
		case f.Rule == "PCM004":
			fix, err = x.outOfTrigger(f.Place, res, stops)
		case f.Rule == "PCM005":
			fix, err = x.initFirst(f.Place, res, moves)
		case v != nil:
			fix, err = x.table(f.Rule, v, stops)
		default:
			continue
		}
		if err == nil {
			f.Fix = fix
		} else {
			f.NoFix = err.Error()
		}
	}
	understood(fs, source)
}

// table repairs one table for one rule.
func (x *Fixer) table(rule string, v *program.Verdict, stops map[*program.Verdict]planned) (*finding.Fix, error) {
	if v.Status != program.Unsynced {
		return nil, uncertain("nothing waits for the handlers of the table, but it needs no repair")
	}
	summary, cs, err := x.tableChanges(rule, v, stops)
	if err != nil {
		return nil, err
	}
	return x.fix(summary, cs)
}

// tableChanges is what table makes its repair of.
func (x *Fixer) tableChanges(rule string, v *program.Verdict, stops map[*program.Verdict]planned) (string, []change, error) {
	p := stops[v]
	if err := x.lacking(v); err != nil {
		return "", nil, err
	}
	if rule == "PCM001" && !v.ASoC() {
		cs, err := x.irq(v)
		if err == nil || p.err != nil {
			return "let the core wait for the IRQ: assign card->sync_irq", cs, err
		}
	}
	if p.err != nil {
		return "", nil, p.err
	}
	cs, err := x.changes(p.stop, p.group)
	if err != nil {
		return "", nil, err
	}
	for _, q := range p.also {
		more, err := x.changes(q.stop, q.group)
		if err != nil {
			return "", nil, err
		}
		cs = append(cs, more...)
	}
	if p.stop.extend.Name != "" {
		return extendSummary + p.stop.extend.Name + "()", cs, nil
	}
	what := p.stop.name
	if what == "" {
		what = p.stop.ready
	}
	return fmt.Sprintf("add a .sync_stop that waits: %s()", what), cs, nil
}

// planned is the .sync_stop of a table with those that share it, or why there is none.
type planned struct {
	stop  *stop
	group []*stop
	also  []planned // for other tables that the repair is about, too
	err   error
}

// stops plans a .sync_stop for every table that has a finding.
func (x *Fixer) stops(res *program.Result) map[*program.Verdict]planned {
	out := map[*program.Verdict]planned{}
	var groups [][]*stop
	index := map[string]int{}
	for _, v := range res.Verdicts {
		if v.Remedy == nil || v.Status != program.Unsynced {
			continue
		}
		s, err := x.planStop(v)
		if none := x.lacking(v); none != nil {
			err = none
		}
		if err != nil {
			out[v] = planned{err: err}
			continue
		}
		if s.ready != "" || s.extend.Name != "" {
			out[v] = planned{stop: s}
			continue
		}
		n, ok := index[s.key()]
		if !ok {
			n = len(groups)
			index[s.key()] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], s)
	}
	for _, g := range groups {
		for _, s := range g {
			if s.home.File != "" { // others see what the module's own tables share with them
				for _, o := range g {
					o.home, o.proto = s.home, s.proto
				}
			}
		}
	}
	x.nameStops(groups)
	for _, g := range groups {
		for _, s := range g {
			p := planned{stop: s, group: g}
			if s.name == "" {
				p.err = uncertain("no name for the callback was found that is free")
			}
			out[s.v] = p
		}
	}
	for v, p := range out {
		if q, ok := ofCopied(v, out); ok && p.err != nil {
			out[v] = q
		}
	}
	return out
}

// ofCopied is the .sync_stop of the tables that a table is a copy of, and has then, too: where each waits for all that the
// copy has to wait for.
func ofCopied(v *program.Verdict, stops map[*program.Verdict]planned) (out planned, ok bool) {
	for _, at := range v.Remedy.Copies {
		p, found := planFor(at, stops)
		if !found || !waitsForAll(p.stop.v, v) {
			return planned{}, false
		}
		if out.stop == nil {
			out = p
		} else {
			out.also = append(out.also, p)
		}
	}
	return out, out.stop != nil
}

// planFor is what is planned for the table at a place, that is no copy itself.
func planFor(at program.Pos, stops map[*program.Verdict]planned) (planned, bool) {
	for v, p := range stops {
		if v.Pos.File == at.File && v.Pos.Start == at.Start && p.err == nil && len(v.Remedy.Copies) == 0 {
			return p, true
		}
	}
	return planned{}, false
}

// waitsForAll tells whether a repair of one table waits for all that another has to wait for.
func waitsForAll(of, other *program.Verdict) bool {
	return !slices.ContainsFunc(other.Remedy.Awaits, func(a *program.Awaited) bool {
		return !slices.ContainsFunc(of.Remedy.Awaits, func(b *program.Awaited) bool { return a.Entry == b.Entry && a.Kind == b.Kind })
	})
}

func placeOf(p program.Pos) finding.Place {
	return finding.Place{File: p.File, Line: p.Line, Column: p.Column, EndLine: p.EndLine, EndColumn: p.EndCol}
}

// uncertain says why there is no repair.
func uncertain(format string, args ...any) error { return fmt.Errorf(format, args...) }

var errUnreadable = errors.New("the text cannot be read")

// change replaces a stretch of one file.
type change struct {
	file       string
	start, end cparse.Pos
	text       string
}

func insertion(file string, at int, text string) change {
	return change{file, cparse.Pos(at), cparse.Pos(at), text}
}

// fix makes a finding's repair of changes.
func (x *Fixer) fix(summary string, changes []change) (*finding.Fix, error) {
	out := &finding.Fix{Summary: summary}
	for _, c := range changes {
		t := x.text(c.file)
		if t == nil {
			return nil, errUnreadable
		}
		e := finding.Edit{File: c.file, NewText: t.own(c.text)}
		e.StartLine, e.StartColumn = t.position(c.start)
		e.EndLine, e.EndColumn = t.position(c.end)
		if !slices.Contains(out.Edits, e) {
			out.Edits = append(out.Edits, e)
		}
	}
	slices.SortFunc(out.Edits, compareEdits)
	return out, nil
}

func compareEdits(a, b finding.Edit) int {
	switch {
	case a.File != b.File:
		if a.File < b.File {
			return -1
		}
		return 1
	case a.StartLine != b.StartLine:
		return a.StartLine - b.StartLine
	case a.StartColumn != b.StartColumn:
		return a.StartColumn - b.StartColumn
	case a.EndLine != b.EndLine:
		return a.EndLine - b.EndLine
	}
	return a.EndColumn - b.EndColumn
}
