package main

import (
	"path/filepath"

	"github.com/pcmlint/pcmlint/internal/compiler"
)

// withDatabases puts the files that compilation databases name in the place of the databases.
func withDatabases(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		if filepath.Base(p) != compiler.DatabaseName {
			out = append(out, p)
			continue
		}
		files, err := compiler.ReadDatabase(p)
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	return out, nil
}
