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
	"github.com/pcmlint/pcmlint/internal/program"
)

// RunSince is Run for what has changed: its report has only the findings that were not there at the commit that rev
// names. Both states are analysed, so that a change is blamed for what it breaks in other files.
func RunSince(ctx context.Context, paths []string, rev string, o Options) (*finding.Report, error) {
	start := time.Now()
	t, err := oneTarget(paths, o)
	if err != nil {
		return nil, err
	}
	type answer struct {
		change *gitdiff.Change
		err    error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	asked := make(chan answer, 1)
	go func() { // while the tree is read
		c, err := gitdiff.Since(ctx, t.root, rev, "", matters)
		asked <- answer{c, err}
	}()
	tree, err := ktree.Open(ctx, t.root, t.kernel, o.tree())
	if err != nil {
		return nil, fmt.Errorf("cannot read the tree %s: %w", t.given, err)
	}
	defer tree.Close()
	if err := t.settle(tree); err != nil {
		return nil, err
	}
	graph := program.NewGraph(tree, o.api())
	now, err := judge(ctx, tree, graph, t, o)
	if err != nil {
		return nil, err
	}
	a := <-asked
	if a.err != nil {
		return nil, a.err
	}
	was := &finding.Report{}
	if len(now.Findings)+len(now.Unknown) > 0 {
		was = now
		if len(a.change.Old) > 0 {
			old := tree.At(a.change.Old)
			o.Audit, o.Progress = false, nil
			if was, err = judge(ctx, old, graph.Over(old, a.change.Files()), t.before(now, a.change), o); err != nil {
				return nil, err
			}
		}
	}
	unknown := was.Unknown
	older := now.KeepNew(was.Findings, a.change.Renamed)
	now.KeepNewUnknown(unknown, a.change.Renamed)
	now.Notes = append(now.Notes, OlderNote(rev, older)...)
	now.Stats.Elapsed = time.Since(start)
	return now, nil
}

// OlderNote says that findings are left out, if any are.
func OlderNote(rev string, older int) []string {
	if older == 0 {
		return nil
	}
	return []string{fmt.Sprintf("only what is new since %s counts; older findings left out: %d", rev, older)}
}

// oneTarget is the tree that all paths lie in.
func oneTarget(paths []string, o Options) (*target, error) {
	targets, err := resolve(paths, o)
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
