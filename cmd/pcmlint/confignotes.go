package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pcmlint/pcmlint/internal/config"
)

// configNotes says in every format what a configuration, which may have come with the change that is judged, takes away or
// adds: rules that are off, what else counts as a wait, patterns that match nothing.
func configNotes(c *config.Config) []string {
	if c == nil {
		return nil
	}
	file := spell(c.File())
	off := c.Off()
	var out []string
	for _, id := range slices.Sorted(maps.Keys(off)) {
		out = append(out, fmt.Sprintf("%s is off, says %s:%d: %s", id, file, c.Line("rules."+id), off[id]))
	}
	for i, p := range c.Exclude[:min(len(c.Exclude), fewPatterns)] {
		if !matchesAnything(c.Dir(), p) {
			out = append(out, fmt.Sprintf("exclude = %q in %s:%d matches nothing: remove it, or mend the path", p, file, c.Line(fmt.Sprintf("exclude[%d]", i))))
		}
	}
	return append(out, learnt(c, file)...)
}

// So many patterns are tried; a walk for each takes time.
const fewPatterns = 64

// matchesAnything tells whether a pattern of exclude stands for anything on disk.
func matchesAnything(dir, pattern string) bool {
	pattern = strings.TrimSuffix(pattern, "/")
	if !strings.ContainsAny(pattern, `*?[{\`) {
		_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(pattern)))
		return err == nil
	}
	found := false
	err := doublestar.GlobWalk(os.DirFS(dir), pattern, func(string, fs.DirEntry) error {
		found = true
		return fs.SkipAll
	}, doublestar.WithNoFollow())
	return found || err != nil
}

// learnt says what a configuration adds to what is known of the kernel's interfaces.
func learnt(c *config.Config, file string) []string {
	var registers, waits, inits, ops []string
	for _, r := range c.Registers {
		registers = append(registers, r.Function+"()")
	}
	for _, w := range c.Waits {
		waits = append(waits, w.Function+"()")
	}
	for _, x := range c.Inits {
		inits = append(inits, x.Function+"()")
	}
	for _, o := range c.Ops {
		ops = append(ops, o.Struct)
	}
	var out []string
	say := func(names []string, what string) {
		if len(names) > 0 {
			out = append(out, fmt.Sprintf("taken for %s, says %s: %s", what, file, few(names)))
		}
	}
	say(registers, "functions that register a handler")
	say(waits, "functions that wait for one")
	say(inits, "functions that initialise an object")
	say(ops, "structs of PCM callbacks")
	return out
}

// few lists some names, and how many more there are.
func few(names []string) string {
	const shown = 5
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > shown {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return strings.Join(names, ", ")
}
