package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/fix"
	"github.com/pcmlint/pcmlint/internal/suppress"
)

const ignoreLong = `ignore puts a comment with a reason above each finding of a check of PATH:

  /* pcmlint:ignore PCM001 -- the reason */

It is for findings that somebody has looked at. Without --write it shows what it would do, as a diff. A comment that finds
nothing to silence any more is a finding itself, so none outlives what it is about.

Exit status: 0 nothing found, or with --write all silenced; 1 findings; 2 as for a check.`

func (a *app) ignoreCommand() *cobra.Command {
	var f runFlags
	var reason string
	var write bool
	cmd := &cobra.Command{
		Use:     "ignore --reason TEXT [flags] PATH...",
		Short:   "Silence what is found with comments that say why",
		Long:    ignoreLong,
		Example: `  pcmlint ignore --reason 'the chip raises no IRQ when the DMA is off' --write sound/pci/rme32.c`,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			reason = strings.Join(strings.Fields(reason), " ")
			if fault := suppress.ReasonFault(reason); fault != "" || strings.Contains(reason, "*/") {
				return usagef("--reason %q: say why nothing can go wrong, in words that a reader can judge", reason)
			}
			return a.ignore(cmd, args, &f, reason, write)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&reason, "reason", "", "why nothing can go wrong, as `TEXT`")
	flags.BoolVarP(&write, "write", "w", false, "write the comments into the files")
	flags.StringVar(&f.color, "color", "auto", "colours of the diff: `WHEN` is auto, always or never; auto honours NO_COLOR")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no summary, no progress bar")
	addEngineFlags(flags, &f)
	f.baseline.add(flags)
	return cmd
}

// ignore analyses the paths and silences what is found.
func (a *app) ignore(cmd *cobra.Command, paths []string, f *runFlags, reason string, write bool) error {
	if len(paths) == 0 {
		return errNoPath(cmd)
	}
	if err := f.validate(); err != nil {
		return err
	}
	for _, p := range paths {
		if err := readable(cmd, p, false); err != nil {
			return err
		}
	}
	if err := f.configure(paths); err != nil {
		return err
	}
	if err := f.baseline.load(""); err != nil {
		return err
	}
	report, err := a.report(paths, f, false)
	if err != nil {
		return err
	}
	if err := f.baseline.apply(a, report, f.quiet); err != nil {
		return err
	}
	if err := a.incomplete(report); err != nil {
		return err // comments for half of it help nobody
	}
	silenced, err := silencing(report, reason)
	if err != nil {
		return err
	}
	plan, err := fix.NewPlan(silenced, report.ReadSource)
	if err != nil {
		return err
	}
	if !write {
		diff, err := plan.Diff()
		if err != nil {
			return err
		}
		if f.color == "always" || f.color == "auto" && a.colorful() {
			diff = paintDiff(diff)
		}
		if _, err := fmt.Fprint(a.stdout, diff); err != nil {
			return err
		}
		return a.verdict(report)
	}
	if err := plan.Write(report.Root); err != nil {
		return err
	}
	if !f.quiet {
		a.complain("findings silenced: %d, in %s", len(plan.Repaired), count(len(plan.Files), "file"))
	}
	left := *report
	left.Findings = slices.Concat(plan.Left, directives(report))
	return a.verdict(&left)
}

// directives are the findings about comments themselves, which no comment silences.
func directives(r *finding.Report) []finding.Finding {
	return slices.DeleteFunc(r.Active(), func(f finding.Finding) bool { return !aboutDirective(f.Rule) })
}

func aboutDirective(rule string) bool { return rule == suppress.Unused || rule == suppress.Malformed }

// silencing gives the findings with comments above them in the place of repairs: one comment for all rules of a line.
func silencing(r *finding.Report, reason string) ([]finding.Finding, error) {
	type line struct {
		file string
		n    int
	}
	rules := map[line][]string{}
	for _, f := range r.Active() {
		if !aboutDirective(f.Rule) {
			l := line{f.File, f.Line}
			rules[l] = append(rules[l], f.Rule)
		}
	}
	var out []finding.Finding
	for _, f := range r.Active() {
		if aboutDirective(f.Rule) {
			continue
		}
		text, err := r.ReadSource(f.File)
		if err != nil {
			return nil, fmt.Errorf("cannot read %s: %w", filepath.FromSlash(f.File), err)
		}
		all := slices.Clone(rules[line{f.File, f.Line}])
		slices.Sort(all)
		f.Fix = nil
		if !insideComment(text, f.Line) {
			f.Fix = &finding.Fix{Summary: "say why nothing can go wrong", Edits: []finding.Edit{{
				File: f.File, StartLine: f.Line, StartColumn: 1, EndLine: f.Line, EndColumn: 1,
				NewText: suppress.Above(f.File, text, f.Line, slices.Compact(all), reason),
			}}}
		}
		out = append(out, f)
	}
	return out, nil
}

// insideComment tells whether a line begins in a comment of several lines, where no other comment can stand.
func insideComment(text []byte, line int) bool {
	before := text
	for i, n := 0, 1; i < len(text); i++ {
		if n == line {
			before = text[:i]
			break
		}
		if text[i] == '\n' {
			n++
		}
	}
	return bytes.LastIndex(before, []byte("/*")) > bytes.LastIndex(before, []byte("*/"))
}
