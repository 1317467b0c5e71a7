package compiler

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// DatabaseName is what a compilation database is called.
const DatabaseName = "compile_commands.json"

// ReadDatabase lists the C files that a compilation database names and that exist, absolute and sorted. Those that are gone
// are of an older build, and counted.
func ReadDatabase(name string) (files []string, gone int, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, 0, fmt.Errorf("cannot read the compilation database: %w", err)
	}
	var entries []struct{ Directory, File string }
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, 0, fmt.Errorf("%s is no compilation database (%w): make it again, in a kernel with 'make %s'", name, err, DatabaseName)
	}
	here := filepath.Dir(name)
	for _, e := range entries {
		if filepath.Ext(e.File) != ".c" {
			continue
		}
		files = append(files, resolve(here, e.Directory, e.File))
	}
	slices.Sort(files)
	files = slices.Compact(files)
	files = slices.DeleteFunc(files, func(f string) bool {
		_, err := os.Stat(f)
		missing := errors.Is(err, fs.ErrNotExist)
		if missing {
			gone++
		}
		return missing
	})
	if len(files) == 0 {
		return nil, gone, fmt.Errorf("%s names no C file that exists (%d are gone): build first, then make it again", name, gone)
	}
	return files, gone, nil
}

// resolve finds a file of an entry: relative to the folder where the compiler ran, which is relative to that of the
// database.
func resolve(here, dir, file string) string {
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(here, file)
	}
	if abs, err := filepath.Abs(file); err == nil {
		file = abs
	}
	return file
}
