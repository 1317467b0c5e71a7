package program

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// Dump writes the model of the World's modules as text, layer by layer: what the verdicts follow from.
func (w *World) Dump(out io.Writer) {
	es := w.findElapsed(w.scope)
	verdicts := w.judgeTables(func(string) bool { return true }, es)
	d := &dump{w: w, out: out}
	d.symbols()
	d.line(0, "contexts")
	for _, e := range es {
		d.elapsed(e)
	}
	d.line(0, "tables")
	for _, v := range verdicts {
		d.table(v)
	}
}

// A dump is a model being written.
type dump struct {
	w   *World
	out io.Writer
}

// line writes a line, indented, with single blanks.
func (d *dump) line(depth int, format string, args ...any) {
	text := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
	fmt.Fprintf(d.out, "%s%s\n", strings.Repeat("  ", depth), text)
}

// at spells a place.
func (d *dump) at(p Pos) string {
	u := d.w.unit(p.File)
	if u == nil {
		return p.File
	}
	line, _ := u.file.Position(p.Start)
	return fmt.Sprintf("%s:%d", p.File, line)
}

// symbols lists the functions and variables of the files that are part of a module.
func (d *dump) symbols() {
	d.line(0, "symbols")
	for _, path := range slices.Sorted(maps.Keys(d.w.units)) {
		u := d.w.units[path]
		if u == nil || kernelapi.IsFramework(path) {
			continue
		}
		module := d.w.graph.ModuleName(path)
		if module == "" {
			module = "no module of its own"
		}
		d.line(1, "%s: %s", path, module)
		for i := range u.file.Funcs {
			f := &u.file.Funcs[i]
			var params []string
			for _, p := range f.Params {
				params = append(params, p.Name)
			}
			d.line(2, "%s(%s) at %s", f.Name, strings.Join(params, ", "), d.at(Pos{File: path, Start: f.Pos}))
		}
		for i := range u.file.Vars {
			v := &u.file.Vars[i]
			d.line(2, "%s at %s", v.Name, d.at(Pos{File: path, Start: v.Pos}))
		}
	}
}

// elapsed writes one call that ends a period, and what starts it.
func (d *dump) elapsed(e *elapsed) {
	d.line(1, "%s: %s in %s", d.at(e.at.pos()), d.w.spelled(e.at), functionName(e.at))
	for _, c := range e.contexts {
		d.line(2, "%s, registered at %s in %s", contextNames([]*Context{c}), d.at(c.Registered), c.RegisteredIn)
		if c.object != nil {
			d.line(3, "object %s: %s", d.w.spelled(c.object), keysText(d.w.objectKeys(c.object, c.entered())))
		}
		d.path(3, c.Path)
		d.line(3, "tied to %s", tableNames(c.tables))
	}
	if len(e.contexts) == 0 {
		d.line(2, "no context; tied to %s", tableNames(e.tables))
	}
	if e.sync {
		d.line(2, "reached from a callback of a table, too")
	}
	if e.outside != "" {
		d.line(2, "leads back to %s, which nothing at hand calls", e.outside)
	}
	if e.cut {
		d.line(2, "cut: there are too many ways to it")
	}
}

func (d *dump) path(depth int, path []Step) {
	words := map[StepKind]string{StepRegistered: "registers", StepEntry: "is entered:", StepStored: "stores", StepHanded: "hands on",
		StepCalls: "calls", StepElapsed: "calls", StepTriggers: "starts a transfer"}
	for _, s := range path {
		in := s.Function
		if in == "" {
			in = "file scope"
		}
		through := ""
		if s.Indirect {
			through = " through a pointer"
		}
		d.line(depth, "%s %s %s %s%s", d.at(s.Pos), in, words[s.Kind], s.Callee, through)
	}
}

// table writes a table with what was decided about it.
func (d *dump) table(v *Verdict) {
	d.line(1, "%s at %s: %s", v.Name, d.at(v.Table.Pos), v.Kind)
	for _, name := range slices.Sorted(maps.Keys(v.members)) {
		for _, m := range v.members[name] {
			may := ""
			if m.conditional {
				may = ", on a condition"
			}
			d.line(2, ".%s = %s at %s%s", name, d.w.spelled(m.value), d.at(m.at.pos()), may)
		}
	}
	for _, x := range slices.Concat(v.Waits, v.Atomic) {
		d.line(2, "wait in .%s for %s: %s at %s", x.Callback, contextNames(x.For), x.Call, d.at(x.Pos))
		d.path(3, x.Path)
	}
	for _, note := range v.Notes {
		d.line(2, "note: %s", note)
	}
	for _, r := range v.Early {
		for _, o := range r.Objects {
			d.line(2, "early: %s at %s, but %s at %s", r.Call, d.at(r.Pos), o.InitCall, d.at(o.Init))
		}
	}
	if v.Sync != nil {
		d.proof(v.Sync, v.Status == Synced)
	}
	d.line(2, "open: %s", contextNames(v.Uncovered))
	d.line(2, "%s %s %s", v.Status, v.SyncBy, v.Reason)
	if v.Unread != nil {
		d.line(3, "%s at %s was not understood", v.Unread.Name, d.at(v.Unread.Pos))
	}
}

// proof writes what is known about how a table's contexts are waited for.
func (d *dump) proof(j *Judgement, synced bool) {
	if synced {
		d.line(2, "%s %s", j.Proof, j.Reason)
	}
	for _, x := range j.Waits {
		d.line(3, "%s at %s waits for %s", x.Call, d.at(x.Pos), x.For)
	}
	for _, x := range j.Deeds {
		d.line(3, "%s at %s does not wait", x.Call, d.at(x.Pos))
	}
	if j.Stored != "" {
		d.line(3, "sync_irq is %s, stored at %s", j.Stored, d.at(j.StoredAt))
	}
	for _, note := range j.Notes {
		d.line(3, "note: %s", note)
	}
}

func keysText(keys map[string]bool) string {
	if len(keys) == 0 {
		return "not known"
	}
	return strings.Join(slices.Sorted(maps.Keys(keys)), ", ")
}

func tableNames(tables map[*Table]bool) string {
	var names []string
	for t := range tables {
		names = append(names, t.Name)
	}
	slices.Sort(names)
	if names == nil {
		return "no table"
	}
	return strings.Join(names, ", ")
}

func contextNames(contexts []*Context) string {
	var names []string
	for _, c := range contexts {
		names = append(names, string(c.Kind)+" "+c.Entry)
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}
