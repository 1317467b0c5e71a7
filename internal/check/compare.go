package check

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/gitdiff"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// RunSince is Run for what has changed: its report has only the findings that were not there at the commit that since
// names. Both states are analysed, so that a change is blamed for what it breaks in other files. What is analysed is what is
// on disk or, with at, what that commit has; without since everything in it counts.
func RunSince(ctx context.Context, paths []string, since, at string, o Options) (*finding.Report, error) {
	start := time.Now()
	t, err := oneTarget(paths, at != "", o)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	is := ask(ctx, t.root, at, "") // while the tree is read
	was := ask(ctx, t.root, since, at)
	tree, err := ktree.Open(ctx, t.root, t.kernel, o.tree())
	if err != nil {
		return nil, fmt.Errorf("cannot read the tree %s: %w", t.given, err)
	}
	defer tree.Close()
	disk := &state{tree: tree, graph: modules.NewGraph(tree, o.api())}
	present, err := is()
	if err != nil {
		return nil, err
	}
	now := disk.at(present)
	if err := t.settle(now.tree); err != nil {
		return nil, err
	}
	r, err := judge(ctx, now.tree, now.graph, t, o)
	if err != nil {
		return nil, err
	}
	for _, file := range present.TooBig {
		r.Errors = append(r.Errors, finding.FileError{File: file, Message: "too big to be read from the commit " + at})
	}
	change, err := was()
	if err != nil {
		return nil, err
	}
	if since != "" {
		old := &finding.Report{}
		if len(r.Findings)+len(r.Unknown) > 0 {
			o.Audit, o.Progress = false, nil
			then := disk.at(change)
			if old, err = judge(ctx, then.tree, then.graph, t.before(r, change), o); err != nil {
				return nil, err
			}
		}
		older := r.KeepNew(old.Findings, change.Renamed)
		r.KeepNewUnknown(old.Unknown, change.Renamed)
		r.Notes = append(r.Notes, OlderNote(since, older)...)
	}
	r.Stats.Elapsed = time.Since(start)
	return r, nil
}

// state is a tree with what is known of it.
type state struct {
	tree  *ktree.Tree
	graph *modules.Graph
}

// at is the state with the texts that a commit has.
func (s *state) at(c *gitdiff.Change) *state {
	if len(c.Old) == 0 {
		return s
	}
	tree := s.tree.At(c.Old)
	return &state{tree, s.graph.Over(tree, c.Files())}
}

// ask begins to compare what is on disk with a commit; no commit stands for what is on disk.
func ask(ctx context.Context, root, rev, head string) func() (*gitdiff.Change, error) {
	if rev == "" {
		return func() (*gitdiff.Change, error) { return &gitdiff.Change{}, nil }
	}
	type answer struct {
		change *gitdiff.Change
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		c, err := gitdiff.Since(ctx, root, rev, head, matters)
		done <- answer{c, err}
	}()
	return func() (*gitdiff.Change, error) {
		a := <-done
		return a.change, a.err
	}
}

// OlderNote says that findings are left out, if any are.
func OlderNote(rev string, older int) []string {
	if older == 0 {
		return nil
	}
	return []string{fmt.Sprintf("only what is new since %s counts; older findings left out: %d", rev, older)}
}

// oneTarget is the tree that all paths lie in.
func oneTarget(paths []string, vanished bool, o Options) (*target, error) {
	targets, err := resolve(paths, vanished, o)
	switch {
	case err != nil:
		return nil, err
	case len(targets) == 0:
		return nil, errors.New("no path to check")
	case len(targets) > 1:
		return nil, fmt.Errorf("the paths belong to two trees, %s and %s: check them one after the other", targets[0].given, targets[1].given)
	}
	return targets[0], nil
}

// before is the target that has all older findings which the ones of now may be the same as: the files in which those
// are, by their names of then.
func (t *target) before(now *finding.Report, change *gitdiff.Change) *target {
	if t.only == nil {
		return t
	}
	old := map[string]string{}
	for was, is := range change.Renamed {
		old[is] = was
	}
	b := *t
	b.only = map[string]bool{}
	add := func(name string) {
		if was, moved := old[name]; moved {
			name = was
		}
		b.only[name] = true
	}
	for _, f := range now.Findings {
		add(f.File)
	}
	for _, t := range now.Unknown {
		add(t.File)
	}
	return &b
}

// irrelevant are endings of files in a kernel tree that no analysis of drivers reads.
var irrelevant = map[string]bool{
	".S": true, ".dts": true, ".dtsi": true, ".go": true, ".json": true, ".md": true, ".py": true, ".rs": true, ".rst": true,
	".sh": true, ".txt": true, ".yaml": true, ".yml": true,
}

// matters tells whether a changed file can matter to what is found in C drivers.
func matters(file string) bool {
	name := path.Base(file)
	return !irrelevant[path.Ext(name)] && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "Kconfig") && name != "MAINTAINERS" &&
		!strings.HasPrefix(file, "Documentation/")
}
