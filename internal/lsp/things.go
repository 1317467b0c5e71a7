package lsp

import (
	"cmp"
	"slices"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// A thing is a place in a file that something is known about.
type thing struct {
	role  role
	place finding.Place
	table *finding.Table
	ctx   *finding.Context
	wait  *finding.Wait
}

// role is what a thing is to its table.
type role int

const (
	isTable  role = iota
	isEntry       // the function that something asynchronous starts
	isStep        // on the way from the registration to the elapsed call
	isSync        // what makes the core wait
	isWaiter      // a call that waits
)

// things lists what is known of a file, in order.
func (sp *space) things(file string) []thing {
	var out []thing
	add := func(t thing) {
		if t.place.File == file && t.place.Line > 0 {
			out = append(out, t)
		}
	}
	sp.eachTable(func(t *finding.Table) {
		add(thing{role: isTable, place: tablePlace(t), table: t})
		if t.Sync != nil {
			add(thing{role: isSync, place: finding.Place{File: t.Sync.File, Line: t.Sync.Line}, table: t})
		}
		for i := range t.Contexts {
			c := &t.Contexts[i]
			add(thing{role: isEntry, place: c.EntryAt, table: t, ctx: c})
			for _, p := range append([]finding.Place{c.Registered, c.Elapsed}, places(c.Path)...) {
				add(thing{role: isStep, place: p, table: t, ctx: c})
			}
		}
		for i := range t.Waits {
			add(thing{role: isWaiter, place: t.Waits[i].Place, table: t, wait: &t.Waits[i]})
		}
	})
	slices.SortStableFunc(out, func(a, b thing) int { return cmp.Compare(a.place.Line, b.place.Line) })
	return out
}

// eachTable visits all tables that are known, in order.
func (sp *space) eachTable(visit func(*finding.Table)) {
	known := sp.results()
	for _, f := range sortedKeys(known) {
		for i := range known[f].tables {
			visit(&known[f].tables[i])
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// tablePlace is the name of a table.
func tablePlace(t *finding.Table) finding.Place {
	return finding.Place{File: t.File, Line: t.Line, Column: t.Column, EndLine: t.Line, EndColumn: t.Column + len(t.Name)}
}

func places(steps []finding.Step) []finding.Place {
	out := make([]finding.Place, 0, len(steps))
	for _, s := range steps {
		out = append(out, s.Place)
	}
	return out
}

// covers tells whether a place holds a byte of a text, or ends right before it, where a cursor may stand. A place
// without columns is its line.
func covers(t *text, p finding.Place, offset int) bool {
	from := t.at(p.Line, p.Column)
	switch {
	case p.Column == 0:
		return from <= offset && offset <= t.at(p.Line, 1<<30)
	case p.EndLine > 0 && p.EndColumn > 0:
		return from <= offset && offset <= t.at(p.EndLine, p.EndColumn)
	}
	to := from
	for to < len(t.data) && isWord(t.data[to]) {
		to++
	}
	return from <= offset && offset <= to
}

// under lists what a position is about: what stands there, and else what the word there names.
func (sp *space) under(t *text, file string, offset int) []thing {
	var out []thing
	for _, x := range sp.things(file) {
		if covers(t, x.place, offset) {
			out = append(out, x)
		}
	}
	word := wordAt(t, offset)
	// What a call is about depends on which of its words is meant: one that names a table or a handler speaks for it.
	var named []thing
	if word != "" {
		sp.eachTable(func(table *finding.Table) {
			if table.Name == word {
				named = append(named, thing{role: isTable, place: tablePlace(table), table: table})
			}
			for i := range table.Contexts {
				if table.Contexts[i].Entry == word {
					named = append(named, thing{role: isEntry, place: table.Contexts[i].EntryAt, table: table, ctx: &table.Contexts[i]})
				}
			}
		})
	}
	if here := slices.ContainsFunc(named, func(x thing) bool { return x.place.File == file }); here {
		// Another file of the driver may use the name for something else.
		named = slices.DeleteFunc(named, func(x thing) bool { return x.place.File != file })
	}
	if len(named) > 0 {
		return named
	}
	return out
}

// wordAt is the identifier at a position.
func wordAt(t *text, offset int) string {
	from, to := offset, offset
	for from > 0 && isWord(t.data[from-1]) {
		from--
	}
	for to < len(t.data) && isWord(t.data[to]) {
		to++
	}
	return string(t.data[from:to])
}
