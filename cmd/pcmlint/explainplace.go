package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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

// place tells what is known about a line of a driver.
func (e explaining) place(file string, line int) error {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return noPlace(file + ":1")
	}
	report, err := e.analysed(file)
	if err != nil {
		return err
	}
	name, err := within(report.Root, file)
	if err != nil {
		return err
	}
	text, err := report.ReadSource(name)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", file, err)
	}
	if n := strings.Count(string(text), "\n") + 1; line > n {
		return usagef("%s has %d lines, there is no line %d", file, n, line)
	}
	return e.tell(report, []finding.Place{{File: name, Line: line}})
}

// symbol tells what is known about the lines where ops tables and handlers of a name stand.
func (e explaining) symbol(name, path string) error {
	report, err := e.analysed(path)
	if err != nil {
		return err
	}
	places := output.Named(report, name)
	if len(places) == 0 {
		if err := e.incomplete(report); err != nil {
			return err
		}
		return usagef("%s is no rule, and no ops table or handler of that name is found in %s: name the path of its driver, as in 'pcmlint explain %s sound/pci', or a line, as in 'pcmlint explain FILE.c:100'", name, path, name)
	}
	return e.tell(report, places)
}

// analysed is the report, with all tables, that has what there is to tell about a path.
func (e explaining) analysed(path string) (*finding.Report, error) {
	if err := e.f.validate(); err != nil {
		return nil, err
	}
	if err := readable(e.cmd, path, false); err != nil {
		return nil, err
	}
	if err := e.f.configure([]string{path}); err != nil {
		return nil, err
	}
	about := path
	if info, err := os.Stat(path); err == nil && !info.IsDir() && filepath.Ext(path) != ".go" {
		// A handler in one module can serve the table of another.
		about = check.Root(path, e.f.engineOptions(e.app).Options)
	}
	return e.report([]string{about}, e.f, true)
}

// tell writes what a report has about some places.
func (e explaining) tell(report *finding.Report, places []finding.Place) error {
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	o := output.Options{Version: version(), Color: e.colorful(), Width: lineWidth(e.stdout), Path: output.PathsFrom(cwd, report.Root)}
	if e.json {
		err = output.JSON(e.stdout, output.About(report, places), o)
	}
	for i, p := range places {
		if err != nil || e.json {
			break
		}
		if i > 0 {
			fmt.Fprintln(e.stdout)
		}
		err = output.Explain(e.stdout, report, p, o)
	}
	if err != nil {
		return err
	}
	return e.incomplete(report)
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
