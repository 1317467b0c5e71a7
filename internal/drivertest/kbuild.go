package drivertest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var compositeLine = regexp.MustCompile(`^([\w-]+)-(?:y|objs)\s*[:+]?=\s*(.*)$`)

// ModuleFiles returns the .c files that are linked into the same module as file, file included. It understands the
// plain Makefiles of the test trees, one line per module.
func ModuleFiles(file string) []string {
	dir, object := filepath.Dir(file), strings.TrimSuffix(filepath.Base(file), ".c")+".o"
	files := []string{file}
	for _, name := range []string{"Kbuild", "Makefile"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			m := compositeLine.FindStringSubmatch(strings.TrimSpace(line))
			if m == nil || m[1] == "obj" {
				continue
			}
			objects := strings.Fields(m[2])
			if !slices.Contains(objects, object) {
				continue
			}
			for _, o := range objects {
				files = append(files, filepath.Join(dir, strings.TrimSuffix(o, ".o")+".c"))
			}
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}
