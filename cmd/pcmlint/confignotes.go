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
	"github.com/pcmlint/pcmlint/internal/finding"
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
	if f := unmatched(c); f != "" {
		out = append(out, f)
	}
	return append(out, learnt(c, file)...)
}

// kernelNote says that the configuration chose the kernel to judge for, where it has a say and nothing else tells.
func kernelNote(f *runFlags, r *finding.Report) []string {
	c := f.config.file
	if c == nil || c.Kernel == "" || f.kernel != "" || r.KernelVersion != "" || !c.Target().SyncStop {
		return nil // a kernel before .sync_stop is told with what that means
	}
	return []string{fmt.Sprintf("judged for Linux %s, says %s:%d", c.Kernel, spell(c.File()), c.Line("kernel"))}
}

// So many patterns with wildcards are tried; a walk for each takes time.
const fewPatterns = 64

// unmatched names the patterns of exclude that match nothing, and says how many were not tried.
func unmatched(c *config.Config) string {
	var idle []string
	first, tried, left := 0, 0, 0
	for i, p := range c.Exclude {
		if hasWildcard(p) {
			if tried++; tried > fewPatterns {
				left++
				continue
			}
		}
		if !matchesAnything(c.Dir(), p) {
			if len(idle) == 0 {
				first = c.Line(fmt.Sprintf("exclude[%d]", i))
			}
			idle = append(idle, fmt.Sprintf("%q", p))
		}
	}
	var says []string
	if len(idle) > 0 {
		says = append(says, fmt.Sprintf("exclude = %s in %s:%d matches nothing: remove it, or mend the path", few(idle), spell(c.File()), first))
	}
	if left > 0 {
		says = append(says, fmt.Sprintf("exclude in %s has %d patterns with wildcards; whether they match anything was asked of the first %d", spell(c.File()), tried, fewPatterns))
	}
	return strings.Join(says, "; ")
}

func hasWildcard(pattern string) bool { return strings.ContainsAny(pattern, `*?[{\`) }

// matchesAnything tells whether a pattern of exclude stands for anything on disk.
func matchesAnything(dir, pattern string) bool {
	pattern = strings.TrimSuffix(pattern, "/")
	if !hasWildcard(pattern) {
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
