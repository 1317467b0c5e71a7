package drivertest

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Rename copies a folder with drivers, or a kernel tree, to another one in which the .c files of every folder sort the
// other way round: what builds or includes them says so. Those that keep tells of have their name still. It gives the new
// name of each renamed file by the old one, relative to the folder.
func Rename(from, to string, keep func(rel string) bool) (map[string]string, error) {
	names, err := reversed(from, keep)
	if err != nil {
		return nil, err
	}
	return names, filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		target := rel
		if name, ok := names[rel]; ok {
			target = name
		}
		return os.WriteFile(filepath.Join(to, target), renamedText(rel, text, names), 0o644)
	})
}

// reversed gives the .c files of each folder names that sort the other way round.
func reversed(dir string, keep func(string) bool) (map[string]string, error) {
	folders := map[string][]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".c" {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if rel = filepath.ToSlash(rel); err == nil && !keep(rel) {
			folders[path.Dir(rel)] = append(folders[path.Dir(rel)], path.Base(rel))
		}
		return err
	})
	names := map[string]string{}
	for folder, files := range folders {
		slices.Sort(files)
		for i, f := range files {
			names[path.Join(folder, f)] = path.Join(folder, fmt.Sprintf("r%04d-%s", len(files)-i, f))
		}
	}
	return names, err
}

var (
	includedSource = regexp.MustCompile(`(#\s*include\s*")([^"\n]+\.c)(")`)
	builtObject    = regexp.MustCompile(`()([A-Za-z0-9_./-]+\.o)(\b)`)
)

// renamedText is the text of a file with the files that it builds or includes renamed.
func renamedText(rel string, text []byte, names map[string]string) []byte {
	named, ext := builtObject, ".o"
	switch base := path.Base(rel); {
	case path.Ext(base) == ".c" || path.Ext(base) == ".h":
		named, ext = includedSource, ".c"
	case base != "Kbuild" && !strings.HasPrefix(base, "Makefile"):
		return text
	}
	return named.ReplaceAllFunc(text, func(m []byte) []byte {
		parts := named.FindSubmatch(m)
		target := string(parts[2])
		source := path.Join(path.Dir(rel), strings.TrimSuffix(target, ext)+".c")
		name, ok := names[source]
		if !ok {
			return m
		}
		name = path.Join(path.Dir(target), strings.TrimSuffix(path.Base(name), ".c")+ext)
		return []byte(string(parts[1]) + name + string(parts[3]))
	})
}
