package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// Status is the verdict on a table.
type Status string

// The statuses of a table.
const (
	Synced   Status = contract.Synced
	Unsynced Status = contract.Unsynced
	NoAsync  Status = contract.NoAsync
	Unknown  Status = contract.Unknown
)

// A Verdict is a table with all that was found about it.
type Verdict struct {
	*Table
	Status   Status
	Stop     Presence // of .sync_stop
	Reason   string   // why it is unknown, see Why
	Unread   *Unread  // the code because of which it is
	Contexts []*Context
	// Uncovered are the contexts that nothing waits for.
	Uncovered []*Context
	// Beside are IRQ handlers that end the periods of other tables of the module, and are requested elsewhere: card->sync_irq
	// cannot be the number of both.
	Beside []*Context
	// Sync is what is known about how the contexts are waited for, nil where nothing waits.
	Sync *Judgement
	// SyncBy is "sync_stop", "sync_irq" or empty, and SyncPos where it is set.
	SyncBy  string
	SyncPos Pos
	// Waits are the waiting calls reached from hw_free, prepare and hw_params.
	Waits []*Wait
	// Atomic are the waits reached from trigger, pointer and ack for contexts that end the table's periods.
	Atomic []*Wait
	// Notes are waits in trigger, pointer and ack that are no finding, for a reader to look at. Sync has those about the waits
	// that are wanted.
	Notes []string
	// Early are requests of IRQs that end the table's periods, made before what the handler needs is initialised.
	Early []*EarlyRequest
	// Callbacks are the functions that the table names, sorted.
	Callbacks []string
	// Module is the kernel module that the table is in.
	Module string
	// Programs are those in which something ends the table's periods, or which it makes wait.
	Programs modules.Leaves
	// Target is the kernel that the table is judged, and to be repaired, for.
	Target ktree.Target
	// Remedy is what a repair can be made of, for a table that needs one.
	Remedy *Remedy
}

// Open tells whether nothing waits for one of the table's contexts.
func (v *Verdict) Open(c *Context) bool {
	return slices.ContainsFunc(v.Uncovered, func(o *Context) bool {
		return o.Kind == c.Kind && o.Entry == c.Entry && o.Registered == c.Registered && o.Elapsed == c.Elapsed
	})
}

// OpenContexts gives Open for a table that has many.
func (v *Verdict) OpenContexts() func(*Context) bool {
	type key struct {
		kind                    kernelapi.Kind
		entry                   string
		registered, elapsedCall Pos
	}
	keyOf := func(c *Context) key { return key{c.Kind, c.Entry, c.Registered, c.Elapsed} }
	open := map[key]bool{}
	for _, c := range v.Uncovered {
		open[keyOf(c)] = true
	}
	return func(c *Context) bool { return open[keyOf(c)] }
}

// A Result is everything that was found.
type Result struct {
	Verdicts []*Verdict // by file and position
	// Orphans are calls of snd_pcm_period_elapsed() that belong to no table.
	Orphans []Orphan
	// Files are those whose text was understood on the way, by path.
	Files map[string]FileInfo
	// Needs is what the result depends on beside the files of the programs that were asked about.
	Needs Needs
}

// An Orphan is a call of snd_pcm_period_elapsed() for streams of which no ops table was found.
type Orphan struct {
	Pos
	In     string // the function that it is in
	Module string
}

// FileInfo counts what was understood of one file.
type FileInfo struct {
	Functions, WithErrors int
}

// Needs are facts about the tree that a result depends on.
type Needs struct {
	Files   []string            // their text, or that they are not there
	Exports map[string][]string // who exports a symbol
}

// info counts what the analysis saw of the unit. Of functions that it did not look into nothing is known.
func (u *unit) info() FileInfo {
	info := FileInfo{Functions: len(u.file.Funcs)}
	for i := range u.items {
		if f := u.items[i].fn; f != nil && f.read && f.d.Errors > 0 {
			info.WithErrors++
		}
	}
	return info
}

// placeAll fills in lines and columns.
func (w *symbolLayer) placeAll(res *Result) {
	fill := func(p *Pos) {
		if p.File == "" || p.Line > 0 {
			return
		}
		if u := w.unit(p.File); u != nil {
			p.Line, p.Column = u.file.Position(p.Start)
			p.EndLine, p.EndCol = u.file.Position(p.End)
		}
	}
	steps := func(path []Step) {
		for i := range path {
			fill(&path[i].Pos)
			for in, p := range path[i].Others {
				fill(&p)
				path[i].Others[in] = p
			}
		}
	}
	for _, v := range res.Verdicts {
		fill(&v.Table.Pos)
		fill(&v.SyncPos)
		v.Sync.places(fill)
		for _, c := range v.Contexts {
			fill(&c.EntryPos)
			fill(&c.Registered)
			fill(&c.Elapsed)
			steps(c.Path)
		}
		for _, x := range slices.Concat(v.Waits, v.Atomic) {
			fill(&x.Pos)
			steps(x.Path)
		}
		for _, r := range v.Early {
			fill(&r.Pos)
			for i := range r.Objects {
				x := &r.Objects[i]
				fill(&x.Init)
				fill(&x.Enabled)
				steps(x.Path)
			}
		}
	}
	for i := range res.Orphans {
		fill(&res.Orphans[i].Pos)
	}
}

// release cuts the ties to everything that the result was made from, so that only what it says is kept in memory.
func (r *Result) release() {
	for _, v := range r.Verdicts {
		v.Table.u, v.Table.members, v.Table.sources = nil, nil, nil
		for _, c := range slices.Concat(v.Contexts, v.Beside) {
			c.object, c.stack, c.e, c.entry, c.tables, c.at, c.steps = nil, nil, nil, nil, nil, nil, nil
		}
		for _, x := range slices.Concat(v.Waits, v.Atomic) {
			x.site, x.calls = nil, nil
		}
	}
}

// Merge puts results for different tables of one tree together, in the order of the files.
func Merge(parts []*Result) *Result {
	out := &Result{Files: map[string]FileInfo{}}
	for _, r := range parts {
		maps.Copy(out.Files, r.Files)
		out.Verdicts = append(out.Verdicts, r.Verdicts...)
		out.Orphans = append(out.Orphans, r.Orphans...)
	}
	slices.SortStableFunc(out.Verdicts, func(a, b *Verdict) int { return comparePos(a.Pos, b.Pos) })
	slices.SortFunc(out.Orphans, func(a, b Orphan) int { return comparePos(a.Pos, b.Pos) })
	out.Orphans = slices.Compact(out.Orphans)
	return out
}

// Libraries lists the files of modules that the selected ones use, directly or through others, and that hold a table which
// matters to the programs of the selection; missing are those that further programs are linked with, so that more than
// the selection is to be looked at before anything can be said of their tables.
func Libraries(g *modules.Graph, s *modules.Selection, res *Result) (files map[string]bool, missing []string) {
	files = map[string]bool{}
	if s == nil {
		return files, nil
	}
	used := g.UsedBy(s)
	for _, v := range res.Verdicts {
		f := v.Pos.File
		if s.Has(f) || files[f] || !v.Programs.Meets(s.Leaves) || !slices.ContainsFunc(g.Of[f], func(m int) bool { return used[m] }) {
			continue
		}
		for _, sib := range g.Siblings(f) {
			files[sib] = true
		}
		if !g.Covers(s, f) {
			missing = append(missing, f)
		}
	}
	return files, missing
}
