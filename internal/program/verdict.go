package program

import (
	"maps"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
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
	// Early are requests of IRQs that end the table's periods, made before what the handler needs is initialised.
	Early []*EarlyRequest
	// Callbacks are the functions that the table names, sorted.
	Callbacks []string
	// Module is the kernel module that the table is in.
	Module string
	// Programs are those in which something ends the table's periods, or which it makes wait.
	Programs Leaves
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

// syncIRQ is an assignment to card->sync_irq that names an IRQ.
type syncIRQ struct {
	at     *site
	leaves Leaves
}

// A Selection is a set of modules to look at.
type Selection struct {
	files  map[string]bool
	leaves Leaves
}

// Has tells whether a file belongs to one of the selected modules.
func (s *Selection) Has(file string) bool { return s == nil || s.files[file] }

// Empty tells whether nothing that has to do with PCM is selected.
func (s *Selection) Empty() bool { return s != nil && s.leaves.Empty() }

// Near lists those of some files that can be linked with a selection.
func (g *Graph) Near(s *Selection, files []string) []string {
	var out []string
	for _, f := range files {
		if g.programsOf(f).Meets(s.leaves) {
			out = append(out, f)
		}
	}
	return out
}

// Libraries lists the files of modules that the selected ones use, directly or through others, and that hold a table which
// matters to the programs of the selection; missing are those that further programs are linked with, so that more than
// the selection is to be looked at before anything can be said of their tables.
func (g *Graph) Libraries(s *Selection, res *Result) (files map[string]bool, missing []string) {
	files = map[string]bool{}
	if s == nil {
		return files, nil
	}
	used := g.usedBy(s)
	for _, v := range res.Verdicts {
		f := v.Pos.File
		if s.Has(f) || files[f] || !v.Programs.Meets(s.leaves) || !slices.ContainsFunc(g.of[f], func(m int) bool { return used[m] }) {
			continue
		}
		for _, sib := range g.siblings(f) {
			files[sib] = true
		}
		if !g.Covers(s, f) {
			missing = append(missing, f)
		}
	}
	return files, missing
}

// usedBy gives the modules that those of a selection use.
func (g *Graph) usedBy(s *Selection) map[int]bool {
	used := map[int]bool{}
	for f := range s.files {
		for _, m := range g.of[f] {
			for to := range reachable(g.moduleUses, m) {
				used[to] = true
			}
		}
	}
	return used
}

// Covers tells whether all programs that a file is part of are among those of a selection, so that what an analysis of
// the selection says of the file is all there is to say.
func (g *Graph) Covers(s *Selection, file string) bool {
	l := g.programsOf(file)
	return s == nil || l != nil && !l.Empty() && l.subset(s.leaves)
}

// Name is the same for Selections of the same files.
func (s *Selection) Name() string { return strings.Join(slices.Sorted(maps.Keys(s.files)), "\n") }

// Select gives the modules of the given .c files. Nil files select everything.
func (g *Graph) Select(files []string) *Selection {
	if files == nil {
		return nil
	}
	s := &Selection{files: map[string]bool{}, leaves: Leaves{}}
	for _, f := range files {
		l := g.programsOf(f)
		if l == nil {
			continue
		}
		if len(s.leaves) == 0 {
			s.leaves = make(Leaves, len(l))
		}
		s.leaves.or(l)
		s.files[f] = true
		for _, sib := range g.siblings(f) {
			s.files[sib] = true
			s.leaves.or(g.programsOf(sib))
		}
	}
	return s
}

func (w *World) stopped() bool { return w.Stop != nil && w.Stop() }

// Analyze finds the tables of the modules that can be linked with the selected ones, in the files that judge wants, with
// their contexts and waits. What it says of a table does not depend on what else is selected.
// The result is nil when the World was told to Stop.
func (w *World) Analyze(judge func(file string) bool) *Result {
	res := &Result{}
	leaves := w.scope
	if leaves.Empty() {
		return res
	}
	es := w.findElapsed(leaves)
	irqs := w.syncIRQs()
	remedies := newRemedies(w)
	triggers, orders := newTriggerWaits(w), newOrders(w)
	for _, p := range w.graph.TableFiles(w.Everything) {
		if !judge(p) || !w.graph.programsOf(p).Meets(leaves) {
			continue
		}
		for _, t := range w.tablesIn(p) {
			if w.stopped() {
				return nil
			}
			if w.forwarded(t) != nil {
				continue
			}
			v := w.judge(t, es, irqs)
			w.doubt(v)
			v.Programs = v.programs(len(w.graph.leaves))
			triggers.add(v)
			orders.add(v)
			remedies.add(v)
			res.Verdicts = append(res.Verdicts, v)
		}
	}
	if w.stopped() {
		return nil
	}
	for _, e := range es {
		if e.orphan() {
			res.Orphans = append(res.Orphans, Orphan{e.at.pos(), functionName(e.at), w.graph.ModuleName(e.at.u().path)})
		}
	}
	res.Files = map[string]FileInfo{}
	for p, u := range w.units {
		if u == nil {
			continue
		}
		res.Files[p] = fileInfo(u.file)
	}
	for p := range w.seen {
		res.Needs.Files = append(res.Needs.Files, p)
	}
	slices.Sort(res.Needs.Files)
	res.Needs.Exports = w.exports
	w.placeAll(res)
	res.release()
	return res
}

func fileInfo(f *cparse.File) FileInfo {
	info := FileInfo{Functions: len(f.Funcs)}
	for i := range f.Funcs {
		if f.Funcs[i].Errors > 0 {
			info.WithErrors++
		}
	}
	return info
}

// placeAll fills in lines and columns.
func (w *World) placeAll(res *Result) {
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

// TableFiles lists the files that may hold ops tables: those of modules that a call of snd_pcm_period_elapsed() is
// linked with, or all of them.
func (g *Graph) TableFiles(everything bool) []string {
	if everything {
		return g.tableFiles
	}
	var out []string
	for _, f := range g.tableFiles {
		if g.relevant[f] {
			out = append(out, f)
		}
	}
	return out
}

// Tableless lists the files that call snd_pcm_period_elapsed() and are linked with no file that may hold an ops table.
func (g *Graph) Tableless() []string {
	tables := g.TableFiles(false)
	var out []string
	for f := range g.relevant {
		if g.tree.Flags(f)&ktree.HasElapsed == 0 || kernelapi.IsFramework(f) {
			continue
		}
		if l := g.leavesOf(f); !slices.ContainsFunc(tables, func(t string) bool { return l.Meets(g.leavesOf(t)) }) {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}

// syncIRQs lists the assignments of card->sync_irq other than -1.
func (w *World) syncIRQs() []syncIRQ {
	var out []syncIRQ
	for _, p := range w.searchFiles(kernelapi.SyncIRQ.Field) {
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.members(u, kernelapi.SyncIRQ.Field) {
			v, at := written(s)
			if v == nil || w.isNoIRQ(v) {
				continue
			}
			if t := w.typeOf(s.kid(0)); t.sd != nil && t.sd.tag != kernelapi.SyncIRQ.Struct {
				continue
			}
			out = append(out, syncIRQ{at, w.leavesAt(s)})
		}
	}
	return out
}

// isNoIRQ tells whether a value says that there is no IRQ to wait for: -1, or a macro of the driver that stands for it.
func (w *World) isNoIRQ(s *site) bool {
	for range maxMacroDepth {
		if s.e.Kind == cparse.Cast {
			s = s.kid(0)
			continue
		}
		if s.e.Kind != cparse.Ident {
			break
		}
		x := w.objectMacro(s.u(), s)
		if x == nil {
			return false
		}
		s = x
	}
	return isMinusOne(s)
}

func isMinusOne(s *site) bool {
	return s.e.Name == "-1" || s.e.Name == "-" && len(s.kids) == 1 && s.kid(0).e.Name == "1"
}

func (w *World) judge(t *Table, es []*elapsed, irqs []syncIRQ) *Verdict {
	v := &Verdict{Table: t, Module: w.graph.ModuleName(t.u.path), Target: w.tree.Target(t.u.path)}
	type key struct {
		kind kernelapi.Kind
		e    *fn
		reg  Pos
		el   Pos
	}
	have := map[key]bool{}
	unresolved, cut := "", ""
	if w.pattern(t) {
		es = nil
	}
	for _, e := range es {
		for _, c := range e.contexts {
			if !t.in(c.tables) || !t.leaves.Meets(c.leaves) {
				continue
			}
			k := key{c.Kind, c.entry, c.Registered, c.Elapsed}
			if !have[k] {
				have[k] = true
				v.Contexts = append(v.Contexts, c)
			}
		}
		if e.cut && t.in(e.tables) {
			cut = "the calls in " + e.at.u().path + " were too many to follow: what leads to snd_pcm_period_elapsed() in " + functionName(e.at) + "() is not all known"
		}
		if t.in(e.tables) && len(e.contexts) == 0 && !e.sync {
			unresolved = "nothing was found that starts the call of snd_pcm_period_elapsed() in " + functionName(e.at) + "()"
		}
	}
	v.Callbacks = t.callbacks()
	w.decide(v, irqs, unresolved)
	if cut != "" && v.Status != Unsynced { // what is open is so, whatever else there is
		v.Status, v.Reason = Unknown, cut
	}
	if v.Status == Unsynced && v.Target.SyncStop {
		v.Beside = w.beside(v, es)
	}
	w.addWaits(v)
	return v
}

// decide finds what waits for each context of a table, and with that how the table stands.
func (w *World) decide(v *Verdict, irqs []syncIRQ, unresolved string) {
	stop, at := v.Table.Member(kernelapi.SyncStop)
	if !v.Target.SyncStop { // whatever the table has, this core does not look at it
		stop = Absent
	}
	v.Stop = stop
	if stop != Absent {
		v.SyncBy, v.SyncPos = contract.BySyncStop, at
	}
	facts := contract.Facts{Stop: stop, Unresolved: unresolved}
	if !v.Target.SyncStop {
		for i, cover := range w.judgeByHand(v) {
			facts.Contexts = append(facts.Contexts, contract.Waited{Kind: v.Contexts[i].Kind, Hand: cover})
		}
	} else if stop != Absent {
		for i, cover := range w.judgeStop(v) {
			facts.Contexts = append(facts.Contexts, contract.Waited{Kind: v.Contexts[i].Kind, Stop: cover})
		}
	} else {
		for i, cover := range w.judgeSyncIRQ(v, irqs) {
			facts.Contexts = append(facts.Contexts, contract.Waited{Kind: v.Contexts[i].Kind, IRQ: cover})
		}
	}
	d := contract.Decide(facts)
	v.Status, v.Reason = Status(d.Status), d.Reason
	for _, i := range d.Open {
		v.Uncovered = append(v.Uncovered, v.Contexts[i])
	}
	w.remark(v)
}

// programs gives the programs that contexts of a table run in; where it has none and is to be told of, all that it is in.
func (v *Verdict) programs(leaves int) Leaves {
	waits := slices.ContainsFunc(v.Waits, func(x *Wait) bool { return x.Callback == kernelapi.HWFree })
	if len(v.Contexts) == 0 {
		if v.Status == Unknown || waits {
			return v.leaves
		}
		return Leaves{}
	}
	out := make(Leaves, (leaves+63)/64)
	for _, c := range v.Contexts {
		out.or(v.leaves.And(c.leaves))
	}
	return out
}

// beside lists the IRQ handlers of the other tables that need card->sync_irq as much as this one does.
func (w *World) beside(v *Verdict, es []*elapsed) []*Context {
	mine := map[Pos]bool{}
	for _, c := range v.Uncovered {
		if c.Kind.SyncedByIRQ() {
			mine[c.Registered] = true
		}
	}
	if len(mine) == 0 {
		return nil
	}
	needs := func(t *Table) bool {
		stop, _ := t.Member(kernelapi.SyncStop)
		return t != v.Table && stop == Absent && !t.ASoC() && w.graph.sameModule(t.u.path, v.u.path)
	}
	var out []*Context
	for _, e := range es {
		for _, c := range e.contexts {
			if c.Kind.SyncedByIRQ() && !mine[c.Registered] && c.leaves.Meets(v.leaves) && slices.ContainsFunc(slices.Collect(maps.Keys(c.tables)), needs) {
				mine[c.Registered] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// addWaits looks for waiting calls that the table's callbacks reach.
func (w *World) addWaits(v *Verdict) {
	for _, cb := range []string{kernelapi.HWFree, "prepare", "hw_params"} {
		for _, x := range w.waitsFrom(v.Table, cb) {
			k := w.api().Waits[x.Call]
			if !k.IRQ {
				w.match(x, k, v.Contexts)
				if len(x.For) == 0 {
					continue
				}
			}
			v.Waits = append(v.Waits, x)
		}
	}
}

// ASoC tells whether the table belongs to a component driver, which has no card at hand when it is written.
func (t *Table) ASoC() bool { return t.Tag == "snd_soc_component_driver" }

// callbacks lists the functions that the table names.
func (t *Table) callbacks() []string {
	var out []string
	for _, ms := range t.members {
		for _, m := range ms {
			if m.value.e.Kind == cparse.Ident {
				out = append(out, m.value.e.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// orphan tells whether an elapsed call belongs to no table. One that only PCM callbacks lead to needs none.
func (e *elapsed) orphan() bool {
	if e.sync && len(e.contexts) == 0 {
		return false
	}
	for _, c := range e.contexts {
		if len(c.tables) > 0 {
			return false
		}
	}
	return len(e.tables) == 0
}

// in tells whether a table, or one that it is a copy of, is in a set.
func (t *Table) in(set map[*Table]bool) bool {
	if set[t] {
		return true
	}
	for _, src := range t.sources {
		if set[src] {
			return true
		}
	}
	return false
}
