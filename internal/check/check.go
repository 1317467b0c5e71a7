// Package check runs the whole analysis: it reads the trees that the given paths belong to, applies the rules and
// returns one report.
package check

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/fix"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
	"github.com/pcmlint/pcmlint/internal/program"
	"github.com/pcmlint/pcmlint/internal/project"
	"github.com/pcmlint/pcmlint/rules"
)

// Options says how to run, not what to find.
type Options struct {
	CacheDir string // where facts about files are kept; empty: the user's cache folder
	NoCache  bool   // neither read nor write the cache
	Jobs     int    // files parsed at the same time; 0: as many as there are CPUs
	Audit    bool   // fill Report.Tables with every ops table
	Folder   string // root for paths that lie in no kernel tree; empty: the folder of each

	Target   ktree.Target // the kernel to judge for; zero: that of the tree
	Fallback ktree.Target // the kernel to judge for where the tree states none; zero: the newest

	API      *kernelapi.API               // what is known of the kernel's interfaces; nil: nothing beyond them
	Excluded func(root, file string) bool // files below an absolute root whose tables are not judged; nil: none
	Off      map[string]string            // rules that report nothing, with the reason

	// Progress, when set, is told how far a stage has come. It may be called from several goroutines.
	Progress func(stage string, done, total int)
	// Warn, when set, gets what the user should know but what does not make the run fail.
	Warn func(string)

	worlds *worlds // set by a Session
}

// Run analyses paths (files or folders) and everything in their trees that they depend on. Findings are those of the
// drivers that the paths hold; a path to one file reports what the whole tree reports for that file's driver.
func Run(ctx context.Context, paths []string, o Options) (*finding.Report, error) {
	start := time.Now()
	var report *finding.Report
	targets, err := resolve(paths, false, o)
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		r, err := runTree(ctx, t, o)
		if err != nil {
			return nil, err
		}
		if report != nil {
			return nil, fmt.Errorf("the paths belong to two trees, %s and %s: check them one after the other", report.Root, r.Root)
		}
		report = r
	}
	report.Stats.Elapsed = time.Since(start)
	return report, nil
}

// target is one tree with the paths in it that were asked for; nil means all of it.
type target struct {
	root    string
	kernel  bool
	given   string
	only    map[string]bool   // relative to root
	asGiven map[string]string // the same as they were given
	users   bool              // with the drivers that use what was asked for
}

// resolve groups the paths by the tree that they lie in. Modules outside the kernel that lie in one repository are in one
// tree: hooks name the files of all modules that a commit changes. Of a commit, paths need not be on disk.
func resolve(paths []string, vanished bool, o Options) ([]*target, error) {
	var all []located
	for _, p := range paths {
		l, err := locate(p, vanished, o)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	joinRoots(all)
	var out []*target
	for _, l := range all {
		rel, err := filepath.Rel(l.root, l.abs)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(out, func(t *target) bool { return t.root == l.root })
		if i < 0 {
			out = append(out, &target{root: l.root, kernel: l.kernel, given: l.root, only: map[string]bool{}, asGiven: map[string]string{}})
			i = len(out) - 1
		}
		out[i].asGiven[filepath.ToSlash(rel)] = l.given
		if rel == "." || out[i].only == nil {
			out[i].only = nil
			continue
		}
		out[i].only[filepath.ToSlash(rel)] = true
	}
	return out, nil
}

// located is a path that was given, with its tree.
type located struct {
	given, abs string
	root       string
	kernel     bool
}

// locate finds the tree of a path that can be read.
func locate(p string, vanished bool, o Options) (located, error) {
	fi, err := os.Stat(p)
	if vanished && err != nil {
		return o.locateVanished(p)
	}
	if err != nil {
		return located{}, fmt.Errorf("cannot read %s: %w", p, unwrap(err))
	}
	if fi.IsDir() {
		d, err := os.Open(p)
		if err == nil {
			_, err = d.Readdirnames(1)
			d.Close()
		}
		if err != nil && !strings.Contains(err.Error(), "EOF") {
			return located{}, fmt.Errorf("cannot read folder %s: %w", p, unwrap(err))
		}
	}
	l := located{given: p}
	l.root, l.kernel = o.find(p)
	l.abs, err = project.Real(p)
	return l, err
}

// locateVanished finds the tree that a path lay in which is not on disk any more.
func (o Options) locateVanished(p string) (located, error) {
	l := located{given: p}
	var err error
	if l.abs, err = project.Real(p); err != nil {
		return l, err
	}
	l.root, l.kernel = o.find(project.Nearest(l.abs))
	return l, nil
}

// joinRoots gives paths outside the kernel one root where one project holds all of them, or one tree the others.
func joinRoots(all []located) {
	if len(all) == 0 || slices.ContainsFunc(all, func(l located) bool { return l.kernel }) {
		return
	}
	root := all[0].root
	for _, l := range all[1:] {
		root = commonFolder(root, l.root)
	}
	joined := slices.ContainsFunc(all, func(l located) bool { return l.root == root }) ||
		!slices.ContainsFunc(all, func(l located) bool { return !below(project.Of(l.root), root) })
	if !joined {
		return
	}
	for i := range all {
		all[i].root = root
	}
}

// commonFolder is the folder that holds two absolute ones.
func commonFolder(a, b string) string {
	for !below(a, b) {
		a = filepath.Dir(a)
	}
	return a
}

func unwrap(err error) error {
	if e, ok := err.(*os.PathError); ok {
		return e.Err
	}
	return err
}

func runTree(ctx context.Context, t *target, o Options) (*finding.Report, error) {
	start := time.Now()
	tree, err := ktree.Open(ctx, t.root, t.kernel, o.tree())
	if err != nil {
		return nil, fmt.Errorf("cannot read the tree %s: %w", t.given, err)
	}
	defer tree.Close()
	if err := t.settle(tree); err != nil {
		return nil, err
	}
	graph := modules.NewGraph(tree, o.api())
	tree.KeepDrivers(o.identity(), start, graph.Relevant())
	sel := graph.Select(selected(tree, t))
	res, err := analyze(ctx, tree, graph, sel, o)
	if err != nil {
		return nil, err
	}
	var closing sync.WaitGroup
	defer closing.Wait()
	closing.Go(tree.Close) // nearly all that is to be kept is known by now
	return report(tree, graph, t, sel, res, o)
}

func (o Options) api() *kernelapi.API {
	if o.API == nil {
		return kernelapi.Kernel()
	}
	return o.API
}

// identity names what decides which files drivers lead to, apart from the files themselves.
func (o Options) identity() string {
	return fmt.Sprint(build(), o.api().Key, o.Target.Version, o.Fallback.Version)
}

// excluded tells whether a file of a target is left out.
func (o Options) excluded(t *target, file string) bool {
	return o.Excluded != nil && o.Excluded(t.root, file)
}

// leftOut says which of the paths that were asked for are left out.
func (o Options) leftOut(t *target) []string {
	var out []string
	for _, p := range slices.Sorted(maps.Keys(t.only)) {
		if o.excluded(t, p) {
			out = append(out, p+" is left out, says the configuration")
		}
	}
	if n := len(out); n > 3 { // those of a compile_commands.json
		return []string{fmt.Sprintf("%d paths are left out, says the configuration", n)}
	}
	return out
}

// excludedTables says which files with ops tables the configuration leaves out of what was asked for.
func (o Options) excludedTables(t *target, res *program.Result) []string {
	var files []string
	for _, v := range res.Verdicts {
		if t.names(v.Pos.File) && o.excluded(t, v.Pos.File) {
			files = append(files, v.Pos.File)
		}
	}
	slices.Sort(files)
	files = slices.Compact(files)
	more := ""
	if n := len(files); n == 0 {
		return nil
	} else if n > fewFiles {
		files, more = files[:fewFiles], fmt.Sprintf(" and %d more", n-fewFiles)
	}
	return []string{"files with ops tables that the configuration leaves out: " + strings.Join(files, ", ") + more}
}

// fewFiles is how many files a note names.
const fewFiles = 5

func (o Options) tree() ktree.Options {
	return ktree.Options{CacheDir: o.CacheDir, NoCache: o.NoCache, Jobs: o.Jobs, Target: o.Target, Fallback: o.Fallback,
		Progress: o.Progress, Warn: o.Warn}
}

// judge reports on what a target names.
func judge(ctx context.Context, tree *ktree.Tree, graph *modules.Graph, t *target, o Options) (*finding.Report, error) {
	sel := graph.Select(selected(tree, t))
	res, err := analyze(ctx, tree, graph, sel, o)
	if err != nil {
		return nil, err
	}
	return report(tree, graph, t, sel, res, o)
}

// report applies the rules to what the analysis of a target found.
func report(tree *ktree.Tree, graph *modules.Graph, t *target, sel *modules.Selection, res *program.Result, o Options) (*finding.Report, error) {
	r := &finding.Report{Root: t.given, KernelVersion: tree.KernelVersion(), Race: rules.Race}
	libraries := map[string]bool{}
	if o.worlds == nil {
		libraries, _ = program.Libraries(graph, sel, res)
	}
	wanted := func(file string) bool {
		return (sel.Has(file) || libraries[file] || t.users && graph.Covers(sel, file)) && !o.excluded(t, file)
	}
	r.Notes = append(r.Notes, o.excludedTables(t, res)...)
	res.Verdicts = slices.DeleteFunc(res.Verdicts, func(v *program.Verdict) bool { return o.excluded(t, v.Pos.File) })
	res.Verdicts = doubt(tree, res.Verdicts)
	r.Judged = func(rule, file string) bool {
		return o.Off[rule] == "" && path.Ext(file) != ".go" && (t.names(file) || sel != nil && sel.Has(file)) && !o.excluded(t, file)
	}
	r.Notes = append(r.Notes, o.leftOut(t)...)
	r.ReadSource = tree.Source
	for _, f := range rules.Check(res, place) {
		if wanted(f.File) {
			r.Findings = append(r.Findings, f)
		}
	}
	var err error
	if r.Findings, err = silence(tree, graph, wanted, r.Findings); err != nil {
		return nil, err
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool { return o.Off[f.Rule] != "" })
	fix.Attach(r.Findings, res, tree.Source, repairedFor(tree))
	r.SetFingerprints()
	for i := range r.Findings {
		r.Findings[i].Driver = driverOf(tree, r.Findings[i].File)
	}
	drivers := map[string]bool{}
	for _, v := range res.Verdicts {
		if !wanted(v.Pos.File) {
			continue
		}
		drivers[v.Module] = true
		r.Stats.Tables.Add(string(v.Status))
		switch v.Status {
		case program.Synced:
			r.Stats.Proofs.Add(string(v.Sync.Proof))
		case program.Unknown:
			r.Unknown = append(r.Unknown, table(v))
		}
		if o.Audit {
			r.Tables = append(r.Tables, table(v))
		}
	}
	for _, x := range res.Orphans {
		if name := cmp.Or(x.Module, x.File); wanted(x.File) && !drivers[name] {
			drivers[name] = true
			r.Stats.Tables.Add(finding.Unknown)
			none := noTable(x, missingSources(tree, x.File))
			r.Unknown = append(r.Unknown, none)
			if o.Audit {
				r.Tables = append(r.Tables, none)
			}
		}
	}
	for _, tables := range [][]finding.Table{r.Tables, r.Unknown} {
		slices.SortStableFunc(tables, func(a, b finding.Table) int {
			return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
		})
	}
	r.Stats.Drivers = len(drivers)
	r.Notes = append(r.Notes, targetNotes(res, wanted)...)
	count(r, tree, t, res, o)
	return r, nil
}

// driverOf names the driver that a file belongs to: the module that the build makes of it, else the file.
func driverOf(tree *ktree.Tree, file string) string {
	for _, m := range tree.Modules(file) {
		if !m.Implicit {
			return path.Join(m.Dir, m.Name)
		}
	}
	return file
}

// repairedFor is the kernel that repairs are written for.
func repairedFor(tree *ktree.Tree) fix.Kernel {
	t := tree.Target("")
	return fix.Kernel{Version: t.Version, SyncStop: t.SyncStop}
}

// place turns a position into a place that people read.
func place(p program.Pos) finding.Place {
	return finding.Place{File: p.File, Line: p.Line, Column: p.Column, EndLine: p.EndLine, EndColumn: p.EndCol}
}

// selected lists the .c files that a target names, directly or by a header that they include: nil for the whole tree.
func selected(tree *ktree.Tree, t *target) []string {
	if t.only == nil {
		return nil
	}
	var headers []string
	others := 0
	out := []string{}
	for p := range t.only {
		switch path.Ext(p) {
		case ".c":
			if tree.IsCandidate(p) {
				out = append(out, p)
			}
		default:
			if tree.Exists(p) {
				headers = append(headers, p)
			} else {
				others++ // a folder
			}
		}
	}
	if len(headers) == 0 && others == 0 {
		slices.Sort(out)
		return out
	}
	out = out[:0]
	for _, f := range tree.Candidates() {
		if t.names(f) || slices.ContainsFunc(headers, func(h string) bool { return includes(tree, f, h) }) {
			out = append(out, f)
		}
	}
	return out
}

// names tells whether a file, or a folder that it is in, is among those that were asked for.
func (t *target) names(file string) bool {
	if t.only == nil {
		return true
	}
	for p := file; ; {
		if t.only[p] {
			return true
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			return false
		}
		p = p[:i]
	}
}

// noTable stands for the table of a driver in which none was found: it must not be silently clean.
func noTable(x program.Orphan, missing string) finding.Table {
	at := place(x.Pos)
	return finding.Table{File: at.File, Line: at.Line, Column: at.Column, Name: finding.NoTable, Kind: kernelapi.PCMOps, Status: finding.Unknown,
		Reason: also("no ops table was found for the streams whose periods end in "+x.In+"()", missing)}
}

func table(v *program.Verdict) finding.Table {
	at := place(v.Pos)
	t := finding.Table{File: at.File, Line: at.Line, Column: at.Column, Name: v.Name, Kind: v.Kind, Status: string(v.Status), Reason: v.Why(),
		Notes: slices.Clone(v.Notes)}
	if v.SyncBy != "" {
		p := place(v.SyncPos)
		t.Sync = &finding.Sync{By: v.SyncBy, File: p.File, Line: p.Line}
		prove(&t, v)
	}
	open := v.OpenContexts()
	for _, c := range v.Contexts {
		t.Contexts = append(t.Contexts, finding.Context{Kind: string(c.Kind), Entry: c.Entry, EntryAt: place(c.EntryPos), Registered: place(c.Registered),
			Elapsed: place(c.Elapsed), Path: rules.Path(v, c, place),
			Waited: v.Status != program.Unknown && !open(c)})
	}
	for _, w := range slices.Concat(v.Waits, v.Atomic) {
		wait := finding.Wait{Place: place(w.Pos), Call: w.Call, Callback: w.Callback}
		for _, c := range w.For {
			wait.For = append(wait.For, c.Entry)
		}
		t.Waits = append(t.Waits, wait)
	}
	return t
}

// targetNotes say for which kernels older than .sync_stop the tables were judged, and why for these.
func targetNotes(res *program.Result, wanted func(file string) bool) []string {
	var out []string
	for _, v := range res.Verdicts {
		if v.Target.SyncStop || !wanted(v.Pos.File) {
			continue
		}
		note := fmt.Sprintf("judged for Linux %s (%s): its core calls no .sync_stop, so .hw_free and .prepare have to wait themselves", v.Target.Version, v.Target.Why)
		if !slices.Contains(out, note) {
			out = append(out, note)
		}
	}
	slices.Sort(out)
	return out
}

// prove adds how sure it is that a table's contexts are waited for.
func prove(t *finding.Table, v *program.Verdict) {
	j := v.Sync
	if j == nil || len(v.Contexts) == 0 {
		return
	}
	for _, x := range j.Waits {
		t.Sync.Waits = append(t.Sync.Waits, finding.SyncWait{Place: place(x.Pos), Call: x.Call, For: x.For})
	}
	for _, p := range j.Also {
		t.Sync.Also = append(t.Sync.Also, place(p))
	}
	t.Notes = append(t.Notes, j.Notes...)
	if v.Status == program.Synced {
		t.Sync.Proof, t.Sync.Reason = string(j.Proof), j.Reason
	}
}

// count fills in what was seen. What a run took from the cache and what it parsed is told apart by the parser's own
// count; the sum does not depend on the cache.
func count(r *finding.Report, tree *ktree.Tree, t *target, res *program.Result, o Options) {
	s := tree.Stats()
	r.Stats.FilesWalked = s.Files
	r.Stats.FilesRead = s.Read
	r.Stats.FilesSkipped = s.Skipped
	sources := 0
	for p, f := range res.Files {
		if path.Ext(p) != ".c" {
			continue // which of them are looked at depends on what was asked for before
		}
		sources++
		r.Stats.Functions += f.Functions
		r.Stats.FunctionsWithErrors += f.WithErrors
	}
	r.Stats.FilesParsed = min(s.Parsed, sources)
	r.Stats.FilesFromCache = sources - r.Stats.FilesParsed
	for _, x := range tree.Skipped() {
		if t.names(x.Path) && !o.excluded(t, x.Path) {
			r.Skipped = append(r.Skipped, finding.FileError{File: x.Path, Message: x.Reason})
		}
	}
	for _, p := range tree.Problems() {
		if o.excluded(t, p.Path) {
			continue
		}
		r.Errors = append(r.Errors, finding.FileError{File: p.Path, Message: p.Message})
	}
}
