package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/output"
	"github.com/pcmlint/pcmlint/internal/pace"
	"github.com/pcmlint/pcmlint/internal/project"
)

// check analyses the paths and writes the report into every sink.
func (a *app) check(cmd *cobra.Command, paths []string, f *runFlags, audit bool) error {
	if len(paths) == 0 {
		return errNoPath(cmd)
	}
	if a.source != "" {
		f.likeCompiler()
	}
	if err := f.validate(); err != nil {
		return err
	}
	for _, p := range paths {
		if err := readable(cmd, p, f.rev != ""); err != nil {
			return err
		}
	}
	if err := f.resolveRev(paths); err != nil {
		return err
	}
	if err := f.configure(paths); err != nil {
		return err
	}
	paths, stale, err := withDatabases(paths)
	if err != nil {
		return err
	}
	if a.source != "" {
		if a.unrelated(f) {
			return nil
		}
		defer check.FirstRun(a.source, f.engineOptions(a).Options)()
		if a.unrelated(f) { // as another job of the build has found out meanwhile
			return nil
		}
	}
	if err := f.baseline.load(f.commit); err != nil {
		return err
	}
	pace.Set(pace.Run)
	targets, err := f.sinks.open(a.stdout)
	if err != nil {
		return err
	}
	report, err := a.report(paths, f, audit)
	if err != nil {
		discard(targets)
		return err
	}
	report.Notes = append(report.Notes, stale...)
	if a.source != "" {
		if a.unrelated(f) { // what is wrong elsewhere is not this file's fault
			discard(targets)
			return nil
		}
		a.brief(report)
	}
	if err := f.baseline.apply(a, report, f.quiet); err != nil {
		discard(targets)
		return err
	}
	if err := a.write(targets, report, f, audit); err != nil {
		return err
	}
	if err := a.verdict(report); err != nil {
		return err
	}
	if n := len(report.Doubts()); n > 0 && f.unknown.fail {
		a.complain("tables and files that could not be judged: %d, and --fail-on-unknown makes that block ('pcmlint audit' says why)", n)
		return errFindings
	}
	return nil
}

// report runs the engine with a progress bar where somebody can see one.
func (a *app) report(paths []string, f *runFlags, audit bool) (*finding.Report, error) {
	o := f.engineOptions(a)
	o.Audit = audit || f.sinks.wantTables()
	bar := newProgress(a.stderr, !f.quiet && isTerminal(a.stderr))
	o.Progress = bar.step
	o.Warn = func(text string) {
		bar.clear()
		a.complain("warning: %s", text)
	}
	defer bar.clear()
	report, err := a.analyse(paths, o)
	if err != nil {
		return nil, err
	}
	report.Notes = append(report.Notes, configNotes(f.config.file)...)
	if a.source == "" {
		report.Notes = append(report.Notes, kernelNote(f, report)...)
	}
	return report, nil
}

// write renders every format and hands it to its target.
func (a *app) write(targets []*target, report *finding.Report, f *runFlags, audit bool) error {
	cwd, err := os.Getwd()
	if err != nil {
		cwd = string(filepath.Separator) // paths are then spelled absolute
	}
	o := output.Options{
		Version: version(),
		Quiet:   f.quiet,
		Verbose: a.verbose,
		Path:    output.PathsFrom(cwd, report.Root),

		Command: commandLine(os.Args),
		Date:    today(os.Getenv("SOURCE_DATE_EPOCH")),

		SourceURL: f.sourceURL,
	}
	told := false // somebody reads the summary
	for i, t := range targets {
		o.Color = a.colors(f.color, t)
		o.Width = 0
		if t.file == nil {
			o.Width = lineWidth(a.stdout)
		}
		var text bytes.Buffer
		if err := t.writer(audit)(&text, t.of(report, audit), o); err != nil {
			discard(targets[i:])
			return err
		}
		if err := t.write(text.Bytes()); err != nil {
			discard(targets[i+1:])
			return err
		}
		told = told || t.file == nil
	}
	if !told && !f.quiet {
		fmt.Fprint(a.stderr, output.Summary(report))
	}
	return nil
}

// colors decides about colours for one target, as https://no-color.org asks for.
func (a *app) colors(when string, t *target) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return t.file == nil && a.colorful()
}

// colorful tells whether standard output shows colours to somebody who wants them.
func (a *app) colorful() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(a.stdout)
}

// lineWidth is the room for a quoted line on a terminal beside its number, 0 where there is no terminal.
func lineWidth(f *os.File) int {
	const number, least, most = 8, 40, 300
	if !isTerminal(f) {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil || columns <= 0 {
		return 0
	}
	return min(max(columns-number, least), most)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// fewErrors is how many unreadable paths are listed without --verbose.
const fewErrors = 10

// verdict turns a report into the exit status, incomplete before findings.
func (a *app) verdict(r *finding.Report) error {
	if err := a.incomplete(r); err != nil {
		return err
	}
	if len(r.Active()) > 0 {
		return errFindings
	}
	return nil
}

// incomplete says what could not be analysed.
func (a *app) incomplete(r *finding.Report) error {
	for i, e := range r.Errors {
		if i == fewErrors && !a.verbose {
			a.complain("... and %d more (--verbose lists them)", len(r.Errors)-i)
			break
		}
		a.complain("%s", strings.TrimPrefix(oneLine(e.File)+": "+e.Message, ": "))
	}
	if r.Incomplete() {
		return errors.New("the analysis is incomplete, so it proves nothing about what is missing: mend the above, or leave those paths out, and run again")
	}
	return nil
}

// oneLine keeps a name with line ends in it from looking like a line of pcmlint's own.
func oneLine(name string) string {
	return strings.NewReplacer("\n", "\uFFFD", "\r", "\uFFFD").Replace(name)
}

// readable reports a path that cannot be analysed, before any time goes into the others. What is analysed at a commit need not
// be on disk.
func readable(cmd *cobra.Command, path string, vanished bool) error {
	if engine.GoPattern(path) {
		return nil // not a path
	}
	if path == "" {
		return usagef("an empty path: give that of a kernel tree, a folder or a driver (an unset variable?)")
	}
	if link, ok := project.EscapesBy(path); ok {
		return fmt.Errorf("%s is a symbolic link that leads out of the repository, and is not followed: name the place that is meant", link)
	}
	info, err := os.Stat(path)
	switch {
	case vanished && missing(err):
		return nil
	case missing(err):
		if s := cmd.SuggestionsFor(path); len(s) > 0 {
			return usagef("%s: no such file or directory; is the command '%s %s' meant?", oneLine(path), cmd.CommandPath(), s[0])
		}
		return fmt.Errorf("%s: no such file or directory: give the path of a kernel tree, a folder or a driver", oneLine(path))
	case err != nil:
		return fmt.Errorf("cannot look at the path: %w", err)
	case !info.IsDir() && !info.Mode().IsRegular():
		return fmt.Errorf("%s is neither a file nor a folder (%s): give the path of a kernel tree, a folder or a driver", path, kindOf(info.Mode()))
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("cannot read the path: %w: check its permissions", err)
	}
	return f.Close()
}

// missing tells whether there is nothing at a path: also where a file stands on the way to it.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func kindOf(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "a pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return m.Type().String()
}
