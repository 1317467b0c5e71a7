package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/output"
	"github.com/pcmlint/pcmlint/internal/whole"
)

// sink is one format and where it goes.
type sink struct {
	format string // empty: text
	file   string // empty or "-": standard output
}

// sinks collects --format and --output in the order of the command line. An --output belongs to the --format before
// it, or, when there is none that still lacks one, to the next.
type sinks struct {
	list  []sink
	audit bool
	from  *config.Config // that the list comes from; nil: flags
}

// formatFlag and outputFlag are the two flags that fill a sinks.
type (
	formatFlag sinks
	outputFlag sinks
)

func (f *formatFlag) Type() string   { return "string" }
func (f *formatFlag) String() string { return "" }

// Set takes the value of one --format.
func (f *formatFlag) Set(name string) error {
	names := formatNames(f.audit)
	if !slices.Contains(names, name) {
		return fmt.Errorf("unknown format %q, choose one of %s", name, strings.Join(names, ", "))
	}
	if last := len(f.list) - 1; last >= 0 && f.list[last].format == "" {
		f.list[last].format = name
		return nil
	}
	f.list = append(f.list, sink{format: name})
	return nil
}

func (f *outputFlag) Type() string   { return "string" }
func (f *outputFlag) String() string { return "" }

// Set takes the value of one --output.
func (f *outputFlag) Set(file string) error {
	if file == "" {
		return fmt.Errorf(`an empty name: give a file, or "-" for standard output`)
	}
	if last := len(f.list) - 1; last >= 0 && f.list[last].file == "" {
		f.list[last].file = file
		return nil
	}
	f.list = append(f.list, sink{file: file})
	return nil
}

// all returns the sinks with defaults filled in.
func (s *sinks) all() []sink {
	if len(s.list) == 0 {
		return []sink{{"text", "-"}}
	}
	list := slices.Clone(s.list)
	for i := range list {
		if list[i].format == "" {
			list[i].format = "text"
		}
		if list[i].file == "" {
			list[i].file = "-"
		}
	}
	return list
}

// validate reports two formats that go to the same place.
func (s *sinks) validate() error {
	taken := make(map[string]string)
	for _, k := range s.all() {
		place := filepath.Clean(k.file)
		if other, ok := taken[place]; ok {
			where := k.file
			if where == "-" {
				where = "standard output"
			}
			return usagef("formats %s and %s both go to %s: give one of them an --output FILE of its own", other, k.format, where)
		}
		taken[place] = k.format
	}
	return nil
}

// wantTables tells whether some format of a check shows all ops tables.
func (s *sinks) wantTables() bool {
	return slices.ContainsFunc(s.all(), func(k sink) bool { return k.showsTables() })
}

func (k sink) showsTables() bool {
	f, ok := output.FormatByName(k.format)
	return ok && f.Tables
}

// of is what a sink's format gets to see: what one format is told does not depend on the others.
func (k sink) of(r *finding.Report, audit bool) *finding.Report {
	if audit || k.showsTables() || r.Tables == nil {
		return r
	}
	less := *r
	less.Tables = nil
	return &less
}

// writer returns the function that writes the sink's format.
func (k sink) writer(audit bool) output.Writer {
	f, ok := output.FormatByName(k.format)
	if !ok {
		panic("format " + k.format + " was accepted and does not exist")
	}
	if audit {
		return f.Audit
	}
	return f.Write
}

// target is an open sink.
type target struct {
	sink
	stdout io.Writer   // nil for a file
	file   *whole.File // nil for standard output
}

// open makes sure before the analysis that all sinks can be written, so that a bad name costs no time. Files keep their
// content until the report is whole.
func (s *sinks) open(stdout io.Writer) ([]*target, error) {
	var open []*target
	for _, k := range s.all() {
		if k.file == "-" {
			open = append(open, &target{sink: k, stdout: stdout})
			continue
		}
		f, err := whole.Create(k.file, 0o666)
		if err != nil {
			discard(open)
			return nil, fmt.Errorf("cannot write --output: %w", err)
		}
		open = append(open, &target{sink: k, file: f})
	}
	return open, nil
}

// discard leaves the files of targets as they were.
func discard(targets []*target) {
	for _, t := range targets {
		if t.file != nil {
			t.file.Discard()
		}
	}
}

// write replaces the content of the target by text.
func (t *target) write(text []byte) error {
	if t.file == nil {
		if _, err := t.stdout.Write(text); err != nil {
			return fmt.Errorf("cannot write %s to standard output: %w", t.format, err)
		}
		return nil
	}
	if err := t.file.Commit(text); err != nil {
		return fmt.Errorf("cannot write %s to %s: %w", t.format, t.sink.file, err)
	}
	return nil
}
