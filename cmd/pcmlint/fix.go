package main

import (
	"fmt"
	"strings"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/pcmlint/pcmlint/internal/fix"
)

const fixLong = `fix shows the repairs of what a check of PATH finds, as a unified diff. Only repairs that are certain are made; the
findings that need somebody's judgement are counted, and a check shows what to do about them in words.

A repair assigns card->sync_irq where the IRQ is requested, or adds a .sync_stop callback that waits for what ends the
periods; or, for PCM005, initialises what a handler uses before its IRQ is requested. It is in the spelling and the layout
of the place. Paths in the diff are relative to the root of the tree.

Exit status: 0 nothing found, or with --write all repaired; 1 findings, or with --write some are left; 2 as for a check.`

// fixFlags are those of fix beside the ones that it shares with a check.
type fixFlags struct {
	runFlags
	write   bool
	list    bool
	patch   string
	signoff bool
}

func (a *app) fixCommand() *cobra.Command {
	var f fixFlags
	cmd := &cobra.Command{
		Use:   "fix [flags] PATH...",
		Short: "Show the repairs of what is found as a diff, or make them",
		Long:  fixLong,
		Example: `  pcmlint fix sound/pci/rme32.c            show the repair of one driver
  pcmlint fix ~/linux | git apply          in a clone of the kernel
  pcmlint fix --write sound/pci            make the repairs
  pcmlint fix --patches out ~/linux        one patch per driver, ready for git am`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.fix(cmd, args, &f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVarP(&f.write, "write", "w", false, "repair the files in place")
	flags.StringVar(&f.patch, "patches", "", "write a patch per driver into `DIR`, for git am")
	flags.BoolVar(&f.signoff, "signoff", false, "with --patches, sign the patches off as the user that git knows")
	flags.BoolVar(&f.list, "list", false, "list every finding with its repair, or why none is certain, as Markdown")
	flags.StringVar(&f.color, "color", "auto", "colours of the diff: `WHEN` is auto, always or never; auto honours NO_COLOR")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no summary, no progress bar")
	addEngineFlags(flags, &f.runFlags)
	cmd.MarkFlagsMutuallyExclusive("write", "list", "patches")
	return cmd
}

// fix analyses the paths and shows or makes the repairs.
func (a *app) fix(cmd *cobra.Command, paths []string, f *fixFlags) error {
	if len(paths) == 0 {
		return errNoPath(cmd)
	}
	if err := f.validate(); err != nil {
		return err
	}
	if f.signoff && f.patch == "" {
		return usagef("--signoff is about --patches: give both")
	}
	for _, p := range paths {
		if err := readable(cmd, p, false); err != nil {
			return err
		}
	}
	if err := f.configure(paths); err != nil {
		return err
	}
	report, err := a.report(paths, &f.runFlags, false)
	if err != nil {
		return err
	}
	plan, err := fix.NewPlan(report.Active(), report.ReadSource)
	if err != nil {
		return err
	}
	switch {
	case f.list:
		if _, err := fmt.Fprint(a.stdout, fix.List(report)); err != nil {
			return err
		}
	case f.patch != "":
		names, err := plan.WritePatches(report.Root, f.patch, f.signoff)
		if err != nil {
			return err
		}
		for _, n := range names {
			fmt.Fprintln(a.stdout, n)
		}
	case f.write:
		if err := plan.Write(report.Root); err != nil {
			return err
		}
	default:
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
	}
	if !f.quiet {
		fmt.Fprint(a.stderr, planSummary(plan, f.write))
	}
	if f.write {
		left := *report
		left.Findings = plan.Left
		return a.verdict(&left)
	}
	return a.verdict(report)
}

// paintDiff colours a diff as git does.
func paintDiff(diff string) string {
	paint := func(c color.Attribute) *color.Color {
		p := color.New(c)
		p.EnableColor()
		return p
	}
	bold, gone, came, where := paint(color.Bold), paint(color.FgRed), paint(color.FgGreen), paint(color.FgCyan)
	var b strings.Builder
	for line := range strings.Lines(diff) {
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(text, "--- "), strings.HasPrefix(text, "+++ "):
			text = bold.Sprint(text)
		case strings.HasPrefix(text, "@@"):
			text = where.Sprint(text)
		case strings.HasPrefix(text, "-"):
			text = gone.Sprint(text)
		case strings.HasPrefix(text, "+"):
			text = came.Sprint(text)
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// planSummary says in two lines what is repaired and what is left.
func planSummary(p *fix.Plan, written bool) string {
	can := "can be repaired"
	if written {
		can = "repaired"
	}
	text := fmt.Sprintf("%s %s in %s\n", count(len(p.Repaired), "finding"), can, count(len(p.Files), "file"))
	if n := len(p.Left); n > 0 {
		text += fmt.Sprintf("%s without a certain repair: a check says what to do\n", count(n, "finding"))
	}
	return text
}

func count(n int, what string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, what)
	}
	return fmt.Sprintf("%d %ss", n, what)
}
