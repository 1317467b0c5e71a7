package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/internal/baseline"
	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/project"
)

// baselineFlags say which findings are known already.
type baselineFlags struct {
	read, write string
	flags       *pflag.FlagSet
	from        *config.Config     // that names the file to read; nil: a flag does
	old         *baseline.Baseline // nil: none
}

// given tells whether --baseline was on the command line; --baseline "" does without the configuration's.
func (b *baselineFlags) given() bool { return b.flags != nil && b.flags.Changed("baseline") }

func (b *baselineFlags) add(flags *pflag.FlagSet) {
	b.flags = flags
	flags.StringVar(&b.read, "baseline", "", "findings listed in `FILE` are known and do not block")
	flags.StringVar(&b.write, "write-baseline", "", "write all findings into `FILE`, for --baseline; entries of files that were not looked at stay")
}

// load reads the baseline before any time goes into the analysis.
func (b *baselineFlags) load(commit string) error {
	name := b.read
	if name == "" && b.write != "" {
		if _, err := os.Stat(b.write); !errors.Is(err, fs.ErrNotExist) {
			name = b.write
		}
	}
	if name == "" {
		return nil
	}
	var err error
	switch {
	case b.from == nil:
		b.old, err = baseline.Read(name)
	case !project.Inside(project.Of(b.from.Dir()), realName(name)):
		err = fmt.Errorf("%s:%d: the baseline %s lies outside of the project: name one inside, or give --baseline", b.from.File(), b.from.Line("baseline"), name)
	case commit != "":
		b.old, err = baselineAt(name, commit)
	default:
		b.old, err = baseline.Read(name)
	}
	return err
}

// realName is a file without symbolic links, as far as it is there.
func realName(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	if real, err := project.Real(name); err == nil {
		return real
	}
	return name
}

// apply marks the known findings of a report, and writes the new baseline if one is asked for. A report that is not
// complete writes none.
func (b *baselineFlags) apply(a *app, r *finding.Report, quiet bool) error {
	old := b.old
	if old == nil {
		old = &baseline.Baseline{}
	}
	gone := old.Apply(r)
	if b.write == "" {
		if !quiet {
			a.listGone(old.Name, gone)
		}
		return nil
	}
	if r.Incomplete() {
		return nil
	}
	fresh := len(r.Active())
	entries := old.Update(r)
	if err := baseline.Write(b.write, entries); err != nil {
		return err
	}
	now, err := baseline.Read(b.write)
	if err != nil {
		return err
	}
	now.Apply(r)
	if !quiet {
		a.complain("wrote %s: findings known %d, of them new %d, dropped %d", b.write, len(now.Entries), fresh, len(gone))
	}
	return nil
}

// fewGone is how many entries are listed without --verbose.
const fewGone = 20

// listGone names the entries of a baseline that can be dropped.
func (a *app) listGone(name string, gone []baseline.Entry) {
	if len(gone) == 0 {
		return
	}
	var b strings.Builder
	for i, e := range gone {
		if i == fewGone && !a.verbose {
			fmt.Fprintf(&b, "\n  ... and %d more (--verbose lists them)", len(gone)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s:%d: %s %s %s", name, e.Line, e.File, e.Rule, e.Subject)
	}
	a.complain("no longer found, so these lines of the baseline can go (--write-baseline drops them):%s", b.String())
}
