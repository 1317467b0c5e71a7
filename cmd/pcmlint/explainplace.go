package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/output"
)

// splitPlace takes FILE:LINE, or FILE:LINE:COLUMN as tools print it, apart.
func splitPlace(arg string) (file string, line int, ok bool) {
	parts := strings.Split(arg, ":")
	number := func(i int) int {
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return 0
		}
		return n
	}
	last := len(parts) - 1
	if last >= 2 && number(last) > 0 && number(last-1) > 0 {
		return strings.Join(parts[:last-1], ":"), number(last - 1), true
	}
	if last >= 1 && number(last) > 0 {
		return strings.Join(parts[:last], ":"), number(last), true
	}
	return "", 0, false
}

// explainPlace tells what is known about a line of a driver.
func (a *app) explainPlace(cmd *cobra.Command, file string, line int, f *runFlags) error {
	f.color = "auto"
	if err := f.validate(); err != nil {
		return err
	}
	if err := readable(cmd, file, false); err != nil {
		return err
	}
	if err := f.configure([]string{file}); err != nil {
		return err
	}
	about := file
	if filepath.Ext(file) != ".go" {
		// A handler in one module can serve the table of another.
		about = check.Root(file, f.engineOptions(a).Options)
	}
	report, err := a.report([]string{about}, f, true)
	if err != nil {
		return err
	}
	name, err := within(report.Root, file)
	if err != nil {
		return err
	}
	text, err := report.ReadSource(name)
	if err != nil {
		return err
	}
	if n := strings.Count(string(text), "\n") + 1; line > n {
		return usagef("%s has %d lines, there is no line %d", file, n, line)
	}
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	o := output.Options{Color: a.colorful(), Path: output.PathsFrom(cwd, report.Root)}
	if err := output.Explain(a.stdout, report, finding.Place{File: name, Line: line}, o); err != nil {
		return err
	}
	return a.incomplete(report)
}

// within names a file relative to the root of a report, as its places do.
func within(root, file string) (string, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(abs))
	if err != nil {
		return "", err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return "", err
	}
	rel, err := filepath.Rel(root, filepath.Join(dir, filepath.Base(abs)))
	return filepath.ToSlash(rel), err
}
