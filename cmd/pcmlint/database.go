package main

import (
	"fmt"
	"path/filepath"

	"github.com/pcmlint/pcmlint/internal/compiler"
)

// withDatabases puts the files that compilation databases name in the place of the databases, and says what is gone.
func withDatabases(paths []string) (out, notes []string, err error) {
	for _, p := range paths {
		if filepath.Base(p) != compiler.DatabaseName {
			out = append(out, p)
			continue
		}
		files, gone, err := compiler.ReadDatabase(p)
		if err != nil {
			return nil, nil, err
		}
		if gone > 0 {
			notes = append(notes, fmt.Sprintf("C files that %s names and that are not there any more: %d; make it again", p, gone))
		}
		out = append(out, files...)
	}
	return out, notes, nil
}
